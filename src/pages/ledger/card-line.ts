/** What a card of a list says: what, who and when, state, and what is missing as one quiet line. */
import type { Kind } from '#kinds/kind.ts';
import { zhDay } from '#core/day.ts';
import { dateOf, headingOf, summaryOf, type Names } from '#core/text.ts';
import type { SlimRow } from '#store/projection.ts';
import type { CardLine } from '#ui/RecordList.tsx';
import { toneOfCode } from '#ui/StateBadge.tsx';

/** Of a long list of missing fields so many are named. */
const NAMED = 3;

export interface CardContext {
  readonly names: Names;
  readonly unitName: string;
  readonly standing: CardLine['standing'];
}

export function cardLine(kind: Kind, row: SlimRow, { names, unitName, standing }: CardContext): CardLine {
  const { values, missing } = row;
  const day = dateOf(kind, values);
  const period = kind.date !== undefined && kind.fields[kind.date]?.type === 'period';
  const second = [
    day === null || period ? '' : zhDay(day),
    unitName,
    summaryOf(kind, values, { names, reveal: false }),
  ];
  const state = stateOf(kind, row);
  return {
    title: headingOf(kind, values, { names, reveal: false }),
    second: onceEach(second).join(' · '),
    ...(state === null ? {} : { state }),
    ...(missing.length === 0 ? {} : { missing: missingLine(missing) }),
    ...(standing === undefined ? {} : { standing }),
  };
}

/** 地点 is often the unit itself: what stands there need not be said again. */
const onceEach = (lines: readonly string[]): readonly string[] => [
  ...new Set(lines.flatMap((line) => line.split(' · ')).filter((part) => part !== '')),
];

function stateOf(kind: Kind, { values }: SlimRow): Required<CardLine>['state'] | null {
  const field = kind.state === undefined ? undefined : kind.fields[kind.state];
  const code = kind.state === undefined ? undefined : values[kind.state];
  if (field?.type !== 'code' || typeof code !== 'string') return null;
  return { text: field.list.codes.find(({ id }) => id === code)?.zh ?? code, tone: toneOfCode(code) };
}

function missingLine(missing: readonly string[]): string {
  const labels = [...new Set(missing)];
  const named = labels.slice(0, NAMED).join('、');
  return labels.length > NAMED ? `还缺：${named}等${labels.length}项` : `还缺：${named}`;
}
