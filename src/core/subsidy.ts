/**
 * 以案定补 (财行〔2007〕179号; 人民调解法 art. 16; domain.md §1.5): what a case is paid by the township's tariff, whether the
 * township's conditions are met, and the list of a month. No national tariff exists, so nothing is paid where none is set.
 */
import { isClosed } from '#kinds/case-rules.ts';
import { isFilled, itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

const TARIFF_KEYS = ['committeeKind', 'difficulty', 'agreementForm'] as const;
type TariffKey = (typeof TARIFF_KEYS)[number];

/**
 * The amount in 分 for a case of a committee of that kind: of all lines that speak of it, the one that names the most of
 * kind, difficulty and form. null where no line does.
 */
export function tariffAmount(setting: Values, values: Values, committeeKind: Value | undefined): number | null {
  const asked: { readonly [key in TariffKey]: Value | undefined } = {
    committeeKind,
    difficulty: values.difficulty,
    agreementForm: values.agreementForm,
  };
  let [best, named] = [null as number | null, -1];
  for (const [, line] of itemEntries(setting.subsidyTariff)) {
    const says = TARIFF_KEYS.filter((key) => isFilled(line[key]));
    if (typeof line.amount !== 'number' || says.length <= named) continue;
    if (says.every((key) => line[key] === asked[key])) [best, named] = [line.amount, says.length];
  }
  return best;
}

const ALL_CONDITIONS: readonly string[] = ['settled', 'performed', 'fileComplete'];

/**
 * Why a case may not be claimed for; empty when it may. Review and 同一纠纷 are always asked, the rest as the township set
 * it. `missing`: how many things its file still lacks.
 */
export function subsidyUnmet(values: Values, setting: Values, missing: number): string[] {
  const asked = Array.isArray(setting.subsidyConditions) ? (setting.subsidyConditions as readonly string[]) : [];
  const conditions = asked.length === 0 ? ALL_CONDITIONS : asked;
  const unmet: (string | false)[] = [
    !isClosed(values) && '还没有结案',
    conditions.includes('settled') && values.status !== 'settled' && '没有调解成功',
    conditions.includes('performed') && values.performance !== 'performed' && '协议还没有履行完',
    conditions.includes('fileComplete') && missing > 0 && `卷宗还缺${missing}项`,
    partOf(values.review, 'state') !== 'approved' && '司法所还没有审核通过',
    isFilled(values.sameDisputeAs) && '同一纠纷只补贴一次，已记在先前那一件',
    isFilled(partOf(values.handedUp, 'newCase')) && '已移交乡镇，在乡镇那一件上申报',
  ];
  return unmet.filter((reason): reason is string => reason !== false);
}

/** A listed case, as lists hold it. */
export interface SubsidyRow {
  readonly id: string;
  readonly unit: string;
  readonly values: Values;
  readonly missing: readonly string[];
}

export interface SubsidyLine {
  readonly row: SubsidyRow;
  /** 分: what was written down, else what the tariff gives; null where neither says. */
  readonly amount: number | null;
  /** `open`: may be claimed and was not; else the state as recorded. */
  readonly state: 'open' | 'applied' | 'granted' | 'paid' | 'refused';
  /** Why it is not counted or has to be looked at; '' when nothing speaks against it. */
  readonly note: string;
  readonly counts: boolean;
  /** It would count, but nobody has said how much it is paid. */
  readonly isUnpriced: boolean;
}

export interface SubsidyMonth {
  readonly lines: readonly SubsidyLine[];
  /** 分, of the lines that count. */
  readonly total: number;
  /** Other months, the latest first, in which something is still to be paid: a case is performed and looked over long after it ended. */
  readonly unpaid: readonly { readonly month: string; readonly count: number }[];
}

interface MonthAsked {
  /** `YYYY-MM` in which the cases ended. */
  readonly month: string;
  readonly setting: Values;
  readonly kindOfCommittee: (id: string) => Value | undefined;
}

/** The list of a month: what was claimed and what may be, one line a case. */
export function subsidyMonth(rows: readonly SubsidyRow[], asked: MonthAsked): SubsidyMonth {
  const all = linesOf(rows, asked);
  const lines = all.filter(({ row }) => monthOf(row) === asked.month);
  const unpaid = new Map<string, number>();
  for (const { row, state, counts, isUnpriced } of all) {
    const month = monthOf(row);
    if (month !== asked.month && state !== 'paid' && (counts || isUnpriced))
      unpaid.set(month, (unpaid.get(month) ?? 0) + 1);
  }
  return {
    lines,
    total: lines.reduce((sum, { counts, amount }) => sum + (counts ? (amount ?? 0) : 0), 0),
    unpaid: [...unpaid].sort(([one], [other]) => (one < other ? 1 : -1)).map(([month, count]) => ({ month, count })),
  };
}

const monthOf = ({ values: { closedOn } }: SubsidyRow): string => textOf(closedOn).slice(0, 7);

/** Of all months, in the order in which cases ended. Of cases about one dispute (同一纠纷, 移交) only the first counts. */
function linesOf(rows: readonly SubsidyRow[], { setting, kindOfCommittee }: MonthAsked): SubsidyLine[] {
  const disputeOf = disputesOf(rows);
  const stated = rows.map((row): Stated => {
    const state = stateOf(row, setting);
    const isHeldUp = state === 'applied' && subsidyUnmet(row.values, setting, row.missing.length).length > 0;
    return { row, state, isHeldUp };
  });
  const taken = new Map<string, string>();
  for (const { row, state } of [...stated].sort(byClaim)) {
    const dispute = disputeOf(row.id);
    if (state !== null && state !== 'refused' && !taken.has(dispute)) taken.set(dispute, row.id);
  }
  const lines: SubsidyLine[] = [];
  for (const { row, state, isHeldUp } of stated) {
    const { closedOn, committee, subsidy } = row.values;
    if (state === null || textOf(closedOn) === '') continue;
    const kind = typeof committee === 'string' ? kindOfCommittee(committee) : undefined;
    const written = partOf(subsidy, 'amount');
    const amount = typeof written === 'number' ? written : tariffAmount(setting, row.values, kind);
    const isFirst = state === 'refused' || taken.get(disputeOf(row.id)) === row.id;
    const note = noteOn(row, { state, isFirst, amount, setting });
    const isPayable = isFirst && state !== 'refused' && !isHeldUp;
    const [counts, isUnpriced] = [isPayable && amount !== null, isPayable && amount === null];
    lines.push({ row, amount, state, note, counts, isUnpriced });
  }
  return lines.sort((a, b) => (textOf(a.row.values.closedOn) < textOf(b.row.values.closedOn) ? -1 : 1));
}

interface Stated {
  readonly row: SubsidyRow;
  readonly state: SubsidyLine['state'] | null;
  /** Claimed, and its conditions fell away meanwhile: it waits, and takes no other case's place. */
  readonly isHeldUp: boolean;
}

/** Paid comes before granted, granted before claimed, claimed before what may be claimed; then the earlier case. */
const RANK: { readonly [state in SubsidyLine['state']]: number } = {
  paid: 0,
  granted: 1,
  applied: 2,
  open: 3,
  refused: 4,
};
const rankOf = ({ state, isHeldUp }: Stated): number => (state === null ? 9 : isHeldUp ? RANK.refused : RANK[state]);
const byClaim = (a: Stated, b: Stated): number =>
  rankOf(a) - rankOf(b) ||
  (textOf(a.row.values.acceptedOn) + a.row.id < textOf(b.row.values.acceptedOn) + b.row.id ? -1 : 1);

function stateOf({ values, missing }: SubsidyRow, setting: Values): SubsidyLine['state'] | null {
  const state = partOf(values.subsidy, 'state');
  if (state === 'applied' || state === 'granted' || state === 'paid' || state === 'refused') return state;
  return subsidyUnmet(values, setting, missing.length).length === 0 ? 'open' : null;
}

interface Noted {
  readonly state: SubsidyLine['state'];
  readonly isFirst: boolean;
  readonly amount: number | null;
  readonly setting: Values;
}

function noteOn({ values, missing }: SubsidyRow, { state, isFirst, amount, setting }: Noted): string {
  if (state === 'refused') return '';
  if (!isFirst) return '同一纠纷已有一件申报，不重复补贴';
  const unmet = state === 'open' ? [] : subsidyUnmet(values, setting, missing.length);
  if (unmet.length > 0) return unmet.join('；');
  return amount === null ? '乡镇标准里没有这一类的金额' : '';
}

/** Which dispute a case is about: the same answer for cases that name each other, over however many steps. */
function disputesOf(rows: readonly SubsidyRow[]): (id: string) => string {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const { id, values } of rows) {
    for (const other of [values.sameDisputeAs, values.transferredFrom, partOf(values.handedUp, 'newCase')]) {
      if (typeof other === 'string' && other !== '' && root(other) !== root(id)) parent.set(root(id), root(other));
    }
  }
  return root;
}

export const SUBSIDY_STATES: { readonly [state in SubsidyLine['state']]: string } = {
  open: '可以申报',
  applied: '已申报',
  granted: '已核定',
  paid: '已发放',
  refused: '不予补贴',
};
