/**
 * Figures of mediation as the case-statistics table wants them (domain.md §2.4), in one pass. The cases of a period are
 * those accepted in it; what became of them is as it stands now, so that 成功 never exceeds 受理.
 */
import { isAccepted, peopleInvolvedOf } from '#kinds/case-rules.ts';
import type { Code } from '#kinds/code-list.ts';
import { agreementForms, caseSources, disputeTypes } from '#kinds/codes.ts';
import { isOneOf, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { CountedRow, CountedUnits } from './counted-units.ts';
import { calendarOf, type Period } from './period.ts';
import { supersededIn } from './row-index.ts';
import type { Reading } from './sums.ts';

interface CaseCount {
  readonly accepted: number;
  readonly settled: number;
  /** 人. */
  readonly people: number;
  /** 协议涉及金额, 分. */
  readonly agreedAmount: number;
}
export interface CaseGroup extends CaseCount {
  readonly id: string;
  readonly zh: string;
  /** Heading of the second level (接受委托移送调解). */
  readonly parent?: string;
}

export interface CaseFigures extends CaseCount {
  readonly notSettled: number;
  readonly terminated: number;
  /** 受理 or 调解中: no outcome yet. */
  readonly open: number;
  /** 登记, not accepted yet; and 不予受理. Neither is part of 受理. */
  readonly registered: number;
  readonly declined: number;
  /** 调解成功率 = 成功 ÷ 受理 (domain.md §0.2). */
  readonly settlementRate: Reading;
  /** 调解率 = 已调解 ÷ 受理 (domain.md §1.5). */
  readonly mediationRate: Reading;
  /** 疑难复杂案件 of the national table (domain.md §1.5). */
  readonly difficult: number;
  readonly amountInvolved: number;
  readonly types: readonly CaseGroup[];
  /** The older 15-item list. */
  readonly types15: readonly CaseGroup[];
  readonly sources: readonly CaseGroup[];
  /** Of settled cases. */
  readonly forms: readonly CaseGroup[];
  readonly performed: number;
  readonly confirmationApplied: number;
  readonly confirmed: number;
  readonly escalatedToCriminal: number;
  readonly preventedCriminal: number;
  readonly months: readonly CaseCount[];
  readonly byUnit: ReadonlyMap<string, CaseCount>;
}

export interface CaseScope {
  readonly period: Period;
  readonly units: CountedUnits;
  /** One village's own figures, with what it handed up; else the township's, each dispute once. */
  readonly unit?: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const empty = (): Mutable<CaseCount> => ({ accepted: 0, settled: 0, people: 0, agreedAmount: 0 });
const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** What one accepted case adds to every count in which it stands. */
function countOf(values: Values): CaseCount {
  const isSettled = values.status === 'settled';
  return {
    accepted: 1,
    settled: isSettled ? 1 : 0,
    people: peopleInvolvedOf(values),
    agreedAmount: isSettled ? numberOf(values.agreedAmount) : 0,
  };
}

function add(to: Mutable<CaseCount>, { accepted, settled, people, agreedAmount }: CaseCount): void {
  to.accepted += accepted;
  to.settled += settled;
  to.people += people;
  to.agreedAmount += agreedAmount;
}

/** Counts by code in the order of the list; a code that only a newer version knows gets a line of its own at the end. */
function createGroups(codes: readonly Code[]) {
  const byId = new Map(codes.map(({ id }) => [id, empty()]));
  return {
    add: (id: Value | undefined, count: CaseCount) => {
      const key = typeof id === 'string' ? id : '';
      const group = byId.get(key) ?? empty();
      byId.set(key, group);
      add(group, count);
    },
    read: (): CaseGroup[] =>
      [...byId].map(([id, counts]) => {
        const { zh = id === '' ? '未填' : id, parent } = codes.find((code) => code.id === id) ?? {};
        return { id, zh, ...(parent === undefined ? {} : { parent }), ...counts };
      }),
  };
}

/** Adds the 18 types up to the older 15, whose names are their ids. */
function rollUp15(types: readonly CaseGroup[]): CaseGroup[] {
  const byName = new Map<string, Mutable<CaseGroup>>();
  for (const type of types) {
    const zh = disputeTypes.codes.find(({ id }) => id === type.id)?.rollup15 ?? type.zh;
    const group = byName.get(zh) ?? { id: zh, zh, ...empty() };
    byName.set(zh, group);
    add(group, type);
  }
  return [...byName.values()];
}

export function caseFigures(cases: readonly CountedRow[], { period, units, unit }: CaseScope): CaseFigures {
  const calendar = calendarOf(period);
  const superseded = supersededIn(cases);
  const total = empty();
  const months = calendar.months.map(empty);
  const byUnit = new Map(units.list.map(({ id }) => [id, empty()]));
  const [types, sources, forms] = [disputeTypes, caseSources, agreementForms].map(({ codes }) => createGroups(codes));
  const plain = createPlain();
  for (const row of cases) {
    const { id, values } = row;
    const month = typeof values.acceptedOn === 'string' ? calendar.monthOf(values.acceptedOn) : -1;
    // Most are of another year: of those only the day is read.
    if (month < 0) continue;
    const own = units.canonical(row.unit);
    if (unit !== undefined && own !== unit) continue;
    const count = isAccepted(values) ? countOf(values) : null;
    if (count !== null) {
      const ofUnit = byUnit.get(own) ?? empty();
      byUnit.set(own, ofUnit);
      add(ofUnit, count);
    }
    if (unit === undefined && superseded.has(id)) continue;
    plain.add(values);
    if (count === null) continue;
    add(total, count);
    add(months[month] as Mutable<CaseCount>, count);
    types?.add(values.disputeType, count);
    sources?.add(values.source, count);
    if (count.settled > 0) forms?.add(values.agreementForm, count);
  }
  const byType = types?.read() ?? [];
  const others = plain.read();
  const mediated = total.settled + others.notSettled + others.terminated;
  return {
    ...total,
    ...others,
    settlementRate: { n: total.settled, of: total.accepted },
    mediationRate: { n: mediated, of: total.accepted },
    types: byType,
    types15: rollUp15(byType),
    sources: sources?.read() ?? [],
    forms: forms?.read() ?? [],
    months,
    byUnit,
  };
}

type Plain = Pick<
  CaseFigures,
  | 'notSettled'
  | 'terminated'
  | 'open'
  | 'registered'
  | 'declined'
  | 'difficult'
  | 'amountInvolved'
  | 'performed'
  | 'confirmationApplied'
  | 'confirmed'
  | 'escalatedToCriminal'
  | 'preventedCriminal'
>;

/** What is merely counted, one line per figure; all but the first two of accepted cases alone. */
function createPlain() {
  const sums: Mutable<Plain> = {
    registered: 0,
    declined: 0,
    notSettled: 0,
    terminated: 0,
    open: 0,
    difficult: 0,
    amountInvolved: 0,
    performed: 0,
    confirmationApplied: 0,
    confirmed: 0,
    escalatedToCriminal: 0,
    preventedCriminal: 0,
  };
  return {
    add: (values: Values) => {
      const { status } = values;
      if (status === 'registered') sums.registered += 1;
      if (status === 'declined') sums.declined += 1;
      if (!isAccepted(values)) return;
      const confirmation = partOf(values.judicialConfirmation, 'state');
      if (status === 'notSettled') sums.notSettled += 1;
      if (status === 'terminated') sums.terminated += 1;
      if (isOneOf(status, 'accepted', 'inMediation')) sums.open += 1;
      if (isOneOf(values.difficulty, 'complex', 'major')) sums.difficult += 1;
      if (values.performance === 'performed') sums.performed += 1;
      if (isOneOf(confirmation, 'applied', 'confirmed', 'rejected')) sums.confirmationApplied += 1;
      if (confirmation === 'confirmed') sums.confirmed += 1;
      if (values.escalatedToCriminal === true) sums.escalatedToCriminal += 1;
      if (values.preventedCriminal === true) sums.preventedCriminal += 1;
      sums.amountInvolved += numberOf(values.amountInvolved);
    },
    read: (): Plain => ({ ...sums }),
  };
}
