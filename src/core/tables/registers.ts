/** The ledgers that offices print and file every year (domain.md §1.3, §3.1, §3.2, §3.6): which columns, in which order. */
import { columnsOf } from '#core/columns.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { publicitySums } from '#core/work-figures.ts';
import { SUBSIDY_STATES, type SubsidyMonth } from '#core/subsidy.ts';
import type { Held } from '#core/rosters.ts';
import { fieldText, type Names } from '#core/text.ts';
import type { Field, Fields, Values } from '#kinds/field.ts';
import { mediationCase, person, publicityEvent, training } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { byDay, fieldColumn, numbered, textCell, type LedgerSheet, type MadeColumn } from './ledger-sheet.ts';

export interface RegisterScope {
  readonly names: Names;
  /** Whose, and of which time. */
  readonly under: string;
  /** Names and phones as they are, for the office's own file; masked otherwise (domain.md §6.4). */
  readonly reveal: boolean;
}

/** What an unmasked sheet says of itself on every page. */
const INTERNAL = '（内部存档，含个人信息，不得外传）';
export const titleOf = (title: string, { reveal }: Pick<RegisterScope, 'reveal'>): string =>
  reveal ? `${title}${INTERNAL}` : title;

const unitColumn = (names: Names): MadeColumn => ({
  label: '单位',
  numeric: false,
  cell: (_, { unit }) => textCell(names.link('unit', unit)),
});

/** Columns of a kind by their fields; long texts are none of its lists and are made here. */
function columnsFor(kind: Kind, ids: readonly string[], { names, reveal }: RegisterScope): MadeColumn[] {
  const known = new Map(columnsOf(kind).map((column) => [column.id, column]));
  return ids.flatMap((id) => {
    const [column, field] = [known.get(id), kind.fields[id]];
    if (column !== undefined) return [fieldColumn(column, names, reveal)];
    // What is hidden whole would be a column of dots.
    if (field === undefined || (field.sensitive === true && field.type === 'longText' && !reveal)) return [];
    const cell = (values: Values) => textCell(fieldText(field, values[id], names, reveal));
    return [{ label: field.label, numeric: false, cell }];
  });
}

/** 案件登记簿. */
export const caseRegister = (rows: readonly CountedRow[], scope: RegisterScope): LedgerSheet => ({
  title: titleOf('人民调解案件登记簿', scope),
  tab: '案件登记簿',
  under: scope.under,
  ...numbered(
    [
      unitColumn(scope.names),
      ...columnsFor(
        mediationCase,
        [
          'fileNumber',
          'acceptedOn',
          'parties',
          'disputeType',
          'facts',
          'source',
          'mediators',
          'status',
          'agreementForm',
          'agreedAmount',
          'performance',
          'closedOn',
          'peopleInvolved',
        ],
        scope,
      ),
    ],
    byDay(mediationCase, rows),
  ),
});

/** 普法活动台账. */
export const eventLedger = (rows: readonly CountedRow[], scope: RegisterScope): LedgerSheet => ({
  title: '普法活动台账',
  under: scope.under,
  ...numbered(
    [
      unitColumn(scope.names),
      ...columnsFor(
        publicityEvent,
        ['heldOn', 'title', 'themes', 'forms', 'place', 'villages', 'organiser', ...publicitySums],
        scope,
      ),
    ],
    byDay(publicityEvent, rows),
  ),
});

/** 培训学法台账. */
export const trainingLedger = (rows: readonly CountedRow[], scope: RegisterScope): LedgerSheet => ({
  title: '培训学法台账',
  under: scope.under,
  ...numbered(
    [
      unitColumn(scope.names),
      ...columnsFor(
        training,
        [
          'heldOn',
          'type',
          'title',
          'audience',
          'place',
          'lecturer',
          'organiser',
          'hours',
          'expected',
          'extraAttendees@sum',
        ],
        scope,
      ),
    ],
    byDay(training, rows),
  ),
});

type RosterRole = 'mediator' | 'lawSavvyPerson';

const ROSTERS: { readonly [role in RosterRole]: { readonly title: string; readonly parts: readonly string[] } } = {
  mediator: {
    title: '人民调解员名册',
    parts: ['committee', 'committeeRole', 'basis', 'employment', 'term'],
  },
  lawSavvyPerson: {
    title: '法律明白人名册',
    parts: ['priorityGroups', 'selectedOn', 'exam', 'certificateNumber', 'state'],
  },
};

/** A roster on a day; `holders` as `holdersOf` gives them. */
export function rosterSheet(role: RosterRole, holders: readonly Held[], scope: RegisterScope): LedgerSheet {
  const { title, parts } = ROSTERS[role];
  const byId = new Map(holders.map((held) => [held.person, held]));
  const rows = holders.map(({ person: id, unit, values }) => ({ id, kind: person.name, unit, values }));
  const ofRole = (part: string): MadeColumn => {
    const field = roleFields()[part] as Field;
    return {
      label: field.label,
      numeric: false,
      cell: (_, { id }) => {
        const value = byId.get(id)?.role[part];
        if (field.type === 'day' && typeof value === 'string') return { text: value, day: value };
        return textCell(fieldText(field, value, scope.names));
      },
    };
  };
  return {
    title: titleOf(title, scope),
    tab: title,
    under: `${scope.under}　共 ${holders.length} 人`,
    ...numbered(
      [
        unitColumn(scope.names),
        ...columnsFor(person, ['name', 'sex', 'birthYear', 'ethnicGroup', 'education', 'group'], scope),
        ...parts.map(ofRole),
        ...(scope.reveal ? columnsFor(person, ['phone'], scope) : []),
      ],
      [...rows].sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.id < b.id ? -1 : 1)),
    ),
  };
}

const roleFields = (): Fields => person.fields.roles.fields;

/** 以案定补 of a month: no party in it. */
export function subsidySheet({ lines }: SubsidyMonth, scope: RegisterScope): LedgerSheet {
  const byId = new Map(lines.map((line) => [line.row.id, line]));
  const sheet = numbered(
    [
      ...columnsFor(
        mediationCase,
        ['fileNumber', 'committee', 'mediators', 'disputeType', 'agreementForm', 'difficulty', 'closedOn'],
        scope,
      ),
      {
        label: '金额（元）',
        numeric: true,
        total: true,
        cell: (_, { id }) => {
          const line = byId.get(id);
          if (line === undefined || !line.counts || line.amount === null) return textCell('');
          return { text: String(line.amount / 100), number: line.amount / 100, decimals: 2 };
        },
      },
      { label: '状态', numeric: false, cell: (_, { id }) => textCell(stateOf(byId.get(id)?.state)) },
      { label: '说明', numeric: false, cell: (_, { id }) => textCell(byId.get(id)?.note ?? '') },
      { label: '领款人签名', numeric: false, width: 14, cell: () => textCell('') },
    ],
    lines.map(({ row }) => row),
  );
  return { title: '以案定补发放表', under: scope.under, ...sheet, rowHeight: 28, foot: SIGNED };
}

const stateOf = (state: keyof typeof SUBSIDY_STATES | undefined): string =>
  state === undefined ? '' : SUBSIDY_STATES[state];
const SIGNED: readonly string[] = ['制表人：　　　　　　　　审核人：　　　　　　　　单位（盖章）：'];
