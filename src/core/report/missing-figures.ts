/** Figures that reports and tables quote and that somebody left out; one finding per kind and field. */
import type { RowsByKind } from '#core/counted-units.ts';
import type { FigureContext } from '#core/figures.ts';
import { lacksOneOf } from '#core/validate.ts';
import { attendedOf, extraOf } from '#kinds/attendance.ts';
import { isOneOf } from '#kinds/conditions.ts';
import { kindOf } from '#kinds/index.ts';
import { casesIn, dated, idsOf, type CheckedRow, type YearFinding } from './year-finding.ts';

interface Asked {
  readonly id: string;
  readonly kind: string;
  readonly text: (count: number) => string;
  readonly lacks: (row: CheckedRow) => boolean;
}

const lacks =
  (field: string) =>
  ({ values }: CheckedRow): boolean =>
    values[field] === undefined;

/** Source and type are asked for by the form; from a table a record comes without (SPEC T10). */
const ASKED: readonly Asked[] = [
  {
    id: 'publicityEvent',
    kind: 'publicityEvent',
    text: (count) => `普法活动有 ${count} 条没有填受众人次`,
    lacks: lacks('audience'),
  },
  {
    id: 'screening',
    kind: 'screening',
    text: (count) => `矛盾纠纷排查有 ${count} 条没有填发现件数`,
    lacks: lacks('found'),
  },
  {
    id: 'type',
    kind: 'training',
    text: (count) => `培训学法有 ${count} 场没有填类型，哪一种都不计入`,
    lacks: lacks('type'),
  },
  {
    id: 'training',
    kind: 'training',
    text: (count) => `培训学法有 ${count} 场没有填到会人数`,
    lacks: ({ values }) => attendedOf(values).length + extraOf(values) === 0,
  },
  {
    id: 'source',
    kind: 'mediationCase',
    text: (count) => `调解案件有 ${count} 件没有填案件来源，哪一种都不计入`,
    lacks: lacks('source'),
  },
  {
    id: 'venue',
    kind: 'venue',
    text: (count) => `阵地有 ${count} 处没有填状态，照建成的算，还在建的请填“在建”`,
    lacks: lacks('state'),
  },
  {
    id: 'form',
    kind: 'mediationCase',
    text: (count) => `调解成功的案件有 ${count} 件没有填协议形式，书面、口头都不计入`,
    lacks: ({ values }) => values.status === 'settled' && values.agreementForm === undefined,
  },
  {
    id: 'performance',
    kind: 'mediationCase',
    text: (count) => `调解成功的案件有 ${count} 件没有填履行情况，表里的已履行和履行率会偏低`,
    lacks: ({ values }) => values.status === 'settled' && values.performance === undefined,
  },
];

/** A case has the day of its acceptance, a place counts whenever it was opened; all else has one day. */
const READ: { readonly [kind: string]: typeof dated } = {
  mediationCase: (rows, _kind, context) => casesIn(rows, context),
  venue: (rows) => [...(rows.get('venue') ?? [])],
};

export function missingFigures(rows: RowsByKind, context: FigureContext): YearFinding[] {
  const found = ASKED.flatMap(({ id, kind, text, lacks: isLacking }): YearFinding[] => {
    const all = (READ[kind] ?? dated)(rows, kind, context);
    const without = all.filter(isLacking);
    return without.length === 0
      ? []
      : [{ id: `missing/${id}`, level: 'mend', text: text(without.length), kind, records: idsOf(without) }];
  });
  return [...found, ...unfinishedPapers(rows, context)];
}

/** Fields of a case that every reader of rows has, lists' projections included. */
const COUNTED: readonly string[] = ['mediators', 'rightsNoticeOn'];

/** † of records.md: what the file still lacks on the path it took. */
function unfinishedPapers(rows: RowsByKind, context: FigureContext): YearFinding[] {
  const lacking = casesIn(rows, context).filter(
    ({ values }) =>
      isOneOf(values.status, 'settled', 'notSettled') && lacksOneOf(kindOf('mediationCase'), values, COUNTED),
  );
  if (lacking.length === 0) return [];
  const text = `${lacking.length} 件办结的案件卷宗还缺内容（告知日期、调解员等）`;
  return [{ id: 'missing/papers', level: 'look', text, kind: 'mediationCase', records: idsOf(lacking) }];
}
