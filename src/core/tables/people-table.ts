/** 人民调解组织队伍情况统计表 (domain.md §2.3, §2.4, §3.2). */
import type { CountedRow, RowsByKind } from '#core/counted-units.ts';
import * as marks from '#core/marks.ts';
import type { Filter } from '#core/metric.ts';
import { calendarOf } from '#core/period.ts';
import { holdersOf } from '#core/rosters.ts';
import { supersededIn } from '#core/row-index.ts';
import { trainingFigures, trainingTypesThatCount } from '#core/work-figures.ts';
import { committeeKinds } from '#kinds/codes.ts';
import { educations, employments, mediatorBases, sexes } from '#kinds/codes-people.ts';
import type { Code } from '#kinds/code-list.ts';
import type { Group as Values1, Values } from '#kinds/field.ts';
import { hasRole } from '#kinds/person.ts';
import { columnsFor, homesOf, tableOf, type Group, type Item, type TableColumn, type TableScope } from './build.ts';
import type { StatTable } from './model.ts';

const MEDIATOR: Filter = { field: 'roles', operator: 'has', value: 'mediator' };

interface Mediator {
  readonly home: string;
  readonly values: Values;
  readonly role: Values1;
}

export function peopleTable(rows: RowsByKind, scope: TableScope, place: string): StatTable {
  const { units, asOf } = scope;
  const persons = rows.get('person') ?? [];
  const committees = (rows.get('committee') ?? []).filter(({ values }) => isThere(values, asOf));
  const mediators = mediatorsOn(persons, scope);
  const columns = columnsFor(scope, homesOf([persons], units));
  const ofColumn = <T>(list: readonly T[], homeOf: (each: T) => string, matches: (each: T) => boolean) =>
    columns.map(({ unit }) => list.filter((each) => matches(each) && (unit ?? homeOf(each)) === homeOf(each)).length);
  const homeOfCommittee = ({ values, unit }: CountedRow) =>
    units.canonical(typeof values.unit === 'string' ? values.unit : unit);
  const homeOf = ({ home }: Mediator) => home;
  const mediatorItem = (label: string, matches: (each: Mediator) => boolean, ...where: Filter[]): Item => ({
    label,
    unit: '名',
    amounts: ofColumn(mediators, homeOf, matches),
    adds: true,
    behind: marks.countOf('person', MEDIATOR, ...where),
  });
  const all = mediatorItem('人民调解员', () => true);
  const byCode = (field: string, codes: readonly Code[], read: (each: Mediator) => unknown): Item[] => {
    const known = codes.map(({ id, zh }) =>
      mediatorItem(zh, (each) => read(each) === id, { field, operator: 'eq', value: id }),
    );
    const rest = mediatorItem(
      '未填',
      (each) => !codes.some(({ id }) => id === read(each)),
      ...codes.map(({ id }): Filter => ({ field, operator: 'ne', value: id })),
    );
    return rest.amounts.some((amount) => amount !== 0) ? [...known, rest] : known;
  };
  const savvy = persons.filter((row) => isOn(row, persons, 'lawSavvyPerson', asOf));
  const groups: Group[] = [
    {
      label: '人民调解委员会',
      items: committeeKinds.codes.map(({ id, zh }) => ({
        label: zh,
        unit: '个',
        amounts: ofColumn(committees, homeOfCommittee, ({ values }) => values.committeeKind === id),
        adds: true,
        behind: marks.countOf('committee', { field: 'committeeKind', operator: 'eq', value: id }),
      })),
    },
    { label: '队伍', items: [all, lawSavvyItem(savvy, scope, columns)] },
    {
      label: '专职、兼职',
      items: byCode('roles.employment', employments.codes, ({ role }) => role.employment),
      partOf: all,
    },
    { label: '产生方式', items: byCode('roles.basis', mediatorBases.codes, ({ role }) => role.basis), partOf: all },
    { label: '性别', items: byCode('sex', sexes.codes, ({ values }) => values.sex), partOf: all },
    { label: '文化程度', items: byCode('education', educations.codes, ({ values }) => values.education), partOf: all },
    { label: '培训和经费', items: supportItems(rows, scope, columns) },
  ];
  return tableOf(scope, {
    id: 'people',
    title: '人民调解组织队伍情况统计表',
    place,
    columns,
    groups,
    notes: [
      `组织和人员以${asOf}在册为准；培训、经费按本期计。`,
      '人民调解法第八条：调委会由委员三至九人组成，应当有妇女成员。这里数的是登记在册的人民调解员。',
    ],
    overlap: '同一人在两个单位任职，各算一次',
  });
}

/** The day of closing is its last one, as of every stock. */
const isThere = ({ closedOn }: Values, asOf: string): boolean => typeof closedOn !== 'string' || closedOn >= asOf;

const isOn = ({ id, values }: CountedRow, all: readonly CountedRow[], role: string, on: string): boolean =>
  !supersededIn(all).has(id) && hasRole(values, role, on);

const mediatorsOn = (persons: readonly CountedRow[], { asOf, units }: TableScope): Mediator[] =>
  holdersOf(persons, 'mediator', asOf).map(({ unit, values, role }) => ({ home: units.canonical(unit), values, role }));

const lawSavvyItem = (savvy: readonly CountedRow[], { units }: TableScope, columns: readonly TableColumn[]): Item => ({
  label: '法律明白人',
  unit: '名',
  amounts: columns.map(
    ({ unit }) => savvy.filter((row) => unit === undefined || units.canonical(row.unit) === unit).length,
  ),
  adds: true,
  behind: marks.rosterOfRole('lawSavvyPerson'),
});

function supportItems(rows: RowsByKind, { period, units }: TableScope, columns: readonly TableColumn[]): Item[] {
  const trainings = columns.map(({ unit }) =>
    trainingFigures(rows, { period, units, ...(unit === undefined ? {} : { unit }) }),
  );
  const { monthOf } = calendarOf(period);
  const funding = (rows.get('dutyEntry') ?? []).filter(
    ({ values }) => values.type === 'funding' && typeof values.on === 'string' && monthOf(values.on) >= 0,
  );
  const funds = columns.map(({ unit }) => ({
    fen: funding
      .filter((row) => unit === undefined || units.canonical(row.unit) === unit)
      .reduce((sum, { values }) => sum + (typeof values.amount === 'number' ? values.amount : 0), 0),
  }));
  const types = [...trainingTypesThatCount(rows.get('codeEntry') ?? [])];
  return [
    {
      label: '业务培训',
      unit: '场',
      amounts: trainings.map(({ sessions }) => sessions),
      adds: true,
      behind: marks.trainingsOfTypes(types),
    },
    {
      label: '业务培训',
      unit: '人次',
      amounts: trainings.map(({ personTimes }) => personTimes),
      adds: true,
      behind: marks.trainingsOfTypes(types, 'personTimes'),
    },
    {
      label: '经费',
      unit: '万元',
      amounts: funds,
      adds: true,
      behind: marks.sumOf('dutyEntry', 'amount', { field: 'type', operator: 'eq', value: 'funding' }),
    },
  ];
}
