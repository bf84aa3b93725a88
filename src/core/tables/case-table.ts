/** 人民调解案件情况统计表 with the 18 or the 15 types (domain.md §2.2–2.4). */
import { caseFigures, type CaseFigures, type CaseGroup } from '#core/case-figures.ts';
import type { CountedRow, RowsByKind } from '#core/counted-units.ts';
import * as marks from '#core/marks.ts';
import type { Metric } from '#core/metric.ts';
import { calendarOf } from '#core/period.ts';
import { supersededIn } from '#core/row-index.ts';
import { isAccepted } from '#kinds/case-rules.ts';
import { committeeKinds } from '#kinds/codes.ts';
import { columnsFor, homesOf, tableOf, type Group, type Item, type TableColumn, type TableScope } from './build.ts';
import type { StatTable } from './model.ts';

export type TypeList = '18' | '15';

const OVERLAP = '移交、转办的案件在两个单位各算一次，合计只算一次';

export function caseTable(rows: RowsByKind, scope: TableScope, list: TypeList, place: string): StatTable {
  const cases = rows.get('mediationCase') ?? [];
  const columns = columnsFor(scope, homesOf([cases], scope.units));
  const figures = figuresByColumn(cases, scope, columns);
  const of = (read: (figures: CaseFigures) => number) => figures.map(read);
  const count = (label: string, unit: string, read: (figures: CaseFigures) => number, behind: Metric): Item => ({
    label,
    unit,
    amounts: of(read),
    adds: true,
    behind,
  });
  const accepted = count('受理（案件总数）', '件', (each) => each.accepted, marks.acceptedCases);
  const settled = count('调解成功', '件', (each) => each.settled, marks.casesWithOutcome('settled'));
  const groups: Group[] = [
    {
      label: '案件总数',
      items: [
        accepted,
        settled,
        count('调解不成', '件', (each) => each.notSettled, marks.casesWithOutcome('notSettled')),
        count('终止调解', '件', (each) => each.terminated, marks.casesWithOutcome('terminated')),
        count('尚未办结', '件', (each) => each.open, marks.casesWithOutcome('open')),
        rate('调解率（已调解÷受理）', figures, (each) => each.mediationRate, marks.mediationRate),
        rate('调解成功率（调解成功÷受理）', figures, (each) => each.settlementRate, marks.settlementRate),
        // Read from the parties of every case: the cases themselves are what can be shown.
        count('涉及当事人数', '人', (each) => each.people, marks.acceptedCases),
        count('疑难复杂案件', '件', (each) => each.difficult, marks.difficultCases),
        {
          label: '协议涉及金额',
          unit: '万元',
          amounts: figures.map((each) => ({ fen: each.agreedAmount })),
          adds: true,
          behind: marks.agreedAmount,
        },
      ],
    },
    { label: '调委会类别', items: committeeItems(rows, scope, columns), partOf: accepted },
    {
      label: '案件来源',
      items: codeItems(figures, (each) => each.sources, 'accepted', marks.casesFrom),
      partOf: accepted,
    },
    {
      label: '纠纷类型',
      items: codeItems(
        figures,
        (each) => (list === '18' ? each.types : each.types15),
        'accepted',
        (id) => marks.casesOfType(list === '18' ? [id] : marks.typesIn15(id)),
      ),
      partOf: accepted,
    },
    {
      label: '协议形式',
      items: codeItems(figures, (each) => each.forms, 'settled', marks.casesWithForm),
      partOf: settled,
    },
    {
      label: '履行和确认',
      items: [
        count('已履行', '件', (each) => each.performed, marks.performedCases),
        rate(
          '履行率（已履行÷调解成功）',
          figures,
          (each) => ({ n: each.performed, of: each.settled }),
          marks.performanceRate,
        ),
        count(
          '申请司法确认',
          '件',
          (each) => each.confirmationApplied,
          marks.casesConfirmed('applied', 'confirmed', 'rejected'),
        ),
        count('司法确认有效', '件', (each) => each.confirmed, marks.casesConfirmed('confirmed')),
        count('民转刑', '件', (each) => each.escalatedToCriminal, marks.casesFlagged('escalatedToCriminal')),
      ],
    },
  ];
  return tableOf(scope, {
    id: `cases${list}`,
    title: `人民调解案件情况统计表（${list}类）`,
    place,
    columns,
    groups,
    notes: [
      '按受理日期计入本期，结果以现在为准；登记未受理和不予受理的不计入受理。',
      '尚未办结的计入受理，不计入调解成功；成功率的分母是受理数。',
    ],
    overlap: OVERLAP,
  });
}

const rate = (
  label: string,
  figures: readonly CaseFigures[],
  read: (figures: CaseFigures) => { readonly n: number; readonly of?: number },
  behind: Metric,
): Item => ({ label, unit: '%', amounts: figures.map((each) => ({ rate: read(each) })), adds: false, behind });

/** Rows are sorted to their units once: a pass per unit would read every case as often as there are villages. */
function figuresByColumn(cases: readonly CountedRow[], { period, units }: TableScope, columns: readonly TableColumn[]) {
  const byUnit = new Map<string, CountedRow[]>();
  for (const row of cases) {
    const home = units.canonical(row.unit);
    const own = byUnit.get(home) ?? [];
    byUnit.set(home, own);
    own.push(row);
  }
  return columns.map(({ unit }) =>
    unit === undefined
      ? caseFigures(cases, { period, units })
      : caseFigures(byUnit.get(unit) ?? [], { period, units, unit }),
  );
}

/** A line per code; what is not filled in, or only a newer version knows, has its line where there is any. */
function codeItems(
  figures: readonly CaseFigures[],
  read: (figures: CaseFigures) => readonly CaseGroup[],
  counted: 'accepted' | 'settled',
  behindOf: (id: string) => Metric,
): Item[] {
  const ids = [...new Set(figures.flatMap((each) => read(each).map(({ id }) => id)))];
  const groups = ids.map((id) => figures.map((each) => read(each).find((group) => group.id === id)));
  return ids.map((id, at) => {
    const group = groups[at] ?? [];
    const { zh = '未填', parent } = group.find((each) => each !== undefined) ?? {};
    return {
      label: parent === undefined ? zh : `${parent}：${zh}`,
      unit: '件',
      amounts: group.map((each) => each?.[counted] ?? 0),
      adds: true,
      behind: behindOf(id),
    };
  });
}

function committeeItems(rows: RowsByKind, { period, units }: TableScope, columns: readonly TableColumn[]): Item[] {
  const cases = rows.get('mediationCase') ?? [];
  const kindOf = new Map((rows.get('committee') ?? []).map(({ id, values }) => [id, values.committeeKind]));
  const superseded = supersededIn(cases);
  const { monthOf } = calendarOf(period);
  const counts = new Map<string, number[]>(committeeKinds.codes.map(({ id }) => [id, columns.map(() => 0)]));
  for (const { id, unit, values } of cases) {
    if (!isAccepted(values) || typeof values.acceptedOn !== 'string' || monthOf(values.acceptedOn) < 0) continue;
    const kind = kindOf.get(typeof values.committee === 'string' ? values.committee : '');
    const key = typeof kind === 'string' ? kind : '';
    const line = counts.get(key) ?? columns.map(() => 0);
    counts.set(key, line);
    const home = units.canonical(unit);
    columns.forEach((column, at) => {
      const counted = column.unit === undefined ? !superseded.has(id) : column.unit === home;
      if (counted) line[at] = (line[at] ?? 0) + 1;
    });
  }
  return [...counts].map(([id, amounts]) => ({
    label: committeeKinds.codes.find((code) => code.id === id)?.zh ?? (id === '' ? '未填调委会' : id),
    unit: '件',
    amounts,
    adds: true,
    behind: marks.casesOfCommittees(committeesOfKind(rows, id), id === ''),
  }));
}

/** Of this kind; of no kind at all those that any known kind has, for its line is what they leave over. */
const committeesOfKind = (rows: RowsByKind, kind: string): string[] =>
  (rows.get('committee') ?? []).flatMap(({ id, values }) => {
    const own = typeof values.committeeKind === 'string' ? values.committeeKind : '';
    return (kind === '' ? own !== '' : own === kind) ? [id] : [];
  });
