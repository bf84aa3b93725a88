/** The spans for which tables are asked: the statistical year, its halves, quarters and months. */
import { addDays, addMonths } from '#core/day.ts';
import { calendarOf, type Period } from '#core/period.ts';

export interface Span extends Period {
  /** year, h1, q2, m11. */
  readonly id: string;
  readonly label: string;
  readonly rhythm: 'year' | 'halfYear' | 'quarter' | 'month';
}

const NUMBERS = '一二三四';

/** In the order in which one looks for them. A statistical year that begins in December, or within a month, has its halves and quarters from there. */
export function spansOf(period: Period): Span[] {
  const { months } = calendarOf(period);
  const cut = (size: number, make: (at: number) => Pick<Span, 'id' | 'label' | 'rhythm'>): Span[] => {
    const spans: Span[] = [];
    for (let from = period.from; from <= period.to; from = addMonths(period.from, size * spans.length)) {
      const last = addDays(addMonths(period.from, size * (spans.length + 1)), -1);
      spans.push({ ...make(spans.length), from, to: last < period.to ? last : period.to });
    }
    return spans;
  };
  return [
    { id: 'year', label: '全年', rhythm: 'year', ...period },
    ...cut(6, (at) => ({ id: `h${at + 1}`, label: at === 0 ? '上半年' : '下半年', rhythm: 'halfYear' })),
    ...cut(3, (at) => ({ id: `q${at + 1}`, label: `${NUMBERS[at] ?? at + 1}季度`, rhythm: 'quarter' })),
    ...months.map(({ id, from, to }, at): Span => ({
      id: `m${at + 1}`,
      label: `${Number(id.slice(5))}月`,
      rhythm: 'month',
      from,
      to,
    })),
  ];
}
