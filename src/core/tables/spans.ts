/** The spans for which tables are asked: the statistical year, its halves, quarters and months. */
import { calendarOf, type Period } from '#core/period.ts';

export interface Span extends Period {
  /** year, h1, q2, m11. */
  readonly id: string;
  readonly label: string;
  readonly rhythm: 'year' | 'halfYear' | 'quarter' | 'month';
}

const NUMBERS = '一二三四';

/** In the order in which one looks for them. A statistical year that begins in December has its quarters from there. */
export function spansOf(period: Period): Span[] {
  const { months } = calendarOf(period);
  const cut = (size: number, make: (at: number) => Pick<Span, 'id' | 'label' | 'rhythm'>): Span[] =>
    Array.from({ length: Math.ceil(months.length / size) }, (_, at) => {
      const [first, last] = [months[at * size], months[Math.min(months.length, (at + 1) * size) - 1]];
      return { ...make(at), from: first?.from ?? period.from, to: last?.to ?? period.to };
    });
  return [
    { id: 'year', label: '全年', rhythm: 'year', ...period },
    ...cut(6, (at) => ({ id: `h${at + 1}`, label: at === 0 ? '上半年' : '下半年', rhythm: 'halfYear' })),
    ...cut(3, (at) => ({ id: `q${at + 1}`, label: `${NUMBERS[at] ?? at + 1}季度`, rhythm: 'quarter' })),
    ...cut(1, (at) => ({
      id: `m${at + 1}`,
      label: `${Number(months[at]?.id.slice(5) ?? at + 1)}月`,
      rhythm: 'month',
    })),
  ];
}
