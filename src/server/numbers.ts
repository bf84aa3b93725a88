/** Official file numbers (SPEC X10): issued when a case is taken on, from a counter of its committee and year; never changed, never used twice. */
import type { Op } from '#core/change.ts';
import { hasBegun, numberForm, type NumberForm } from '#core/file-numbers.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import { msOf } from '#core/stamp.ts';
import { committee as committeeKind, mediationCase, setting } from '#kinds/index.ts';
import { findLease } from './lease-row.ts';
import { byCode, inParts, type Db } from './log.ts';
import { findRow, type FoldedCase } from './rows.ts';
import type { CaseTable, Tables } from './tables.ts';
import type { Turn } from './turn.ts';

const PATTERN = '（{year}）{short}人调字第{seq}号';

/** Whether a case ought to have an official number and has none. */
export const lacksNumber = (row: CaseTable): boolean =>
  hasBegun(row.status) && row.acceptedOn !== '' && row.committee !== '' && row.fileNumber === '' && row.removed === 0;

/** Issues the numbers that are due, and takes note of those that were entered by hand. Answers with the cases as they are then. */
export async function numberCases(turn: Turn, cases: readonly FoldedCase[]): Promise<CaseTable[]> {
  const isEntered = ({ before, now }: FoldedCase): boolean =>
    now.fileNumber !== '' && now.committee !== '' && now.year > 0 && now.fileNumber !== before?.fileNumber;
  const isDue = ({ now }: FoldedCase): boolean => turn.epoch.recovery === 'closed' && lacksNumber(now);
  const groups = new Map<string, FoldedCase[]>();
  // By the day of 受理: equal pushes number alike, whatever order their records had.
  for (const one of cases.filter((each) => isEntered(each) || isDue(each)).sort(byAcceptance)) {
    const key = `${one.now.committee} ${one.now.year}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const given = new Set(cases.map(({ now }) => now.fileNumber));
  const numbers = new Map<string, string>();
  for (const [, group] of [...groups].sort(([a], [b]) => byCode(a, b))) {
    const [first] = group;
    const form = first === undefined ? null : await readForm(turn, first.now.committee, first.now.year);
    if (first === undefined || form === null) continue;
    const entered = group.filter(isEntered).map(({ now }) => form.seqOf(now.fileNumber) ?? 0);
    // While a phone holds the lease, it numbers whatever is due (SPEC X10).
    const isLeased = (await findLease(turn.db, turn.township, first.now)) !== null;
    const due = isLeased ? [] : group.filter(isDue).map(({ now }) => now);
    const last = Math.max(await takeCounter(turn, first.now, form), ...entered);
    for (const [record, fileNumber] of await issue(turn, first.now, form, { last, due, given })) {
      numbers.set(record, fileNumber);
    }
  }
  const due = cases.flatMap((one) => {
    const fileNumber = numbers.get(one.now.record);
    return fileNumber === undefined ? [] : [{ case: one, fileNumber }];
  });
  await sayNumbers(turn, due);
  return cases.map(({ now }) => ({ ...now, fileNumber: numbers.get(now.record) ?? now.fileNumber }));
}

const byAcceptance = (a: FoldedCase, b: FoldedCase): number =>
  byCode(a.now.acceptedOn, b.now.acceptedOn) || byCode(a.now.record, b.now.record);

async function sayNumbers(turn: Turn, due: readonly { readonly case: FoldedCase; readonly fileNumber: string }[]) {
  const batches = new Map<string, { scope: string; after: string; ops: Op[] }>();
  for (const { case: one, fileNumber } of due) {
    const { record, scope } = one.now;
    const { stamp } = one.row.changed;
    // Those of phones whose clock is ahead go together: the others keep the server's time.
    const isAhead = msOf(stamp) >= turn.now;
    const batch = batches.get(`${scope} ${isAhead}`) ?? { scope, after: '', ops: [] };
    batches.set(`${scope} ${isAhead}`, batch);
    if (isAhead && stamp > batch.after) batch.after = stamp;
    const replaces = headsOfPath(one.row, 'fileNumber');
    batch.ops.push({ record, kind: mediationCase.name, field: 'fileNumber', value: fileNumber, replaces });
  }
  for (const { scope, after, ops } of batches.values()) {
    await turn.author.write(scope, ops, after === '' ? undefined : after);
  }
}

/** How numbers of one committee and year are written, and what stands around the running number. */
interface Form extends NumberForm {
  readonly before: string;
  readonly after: string;
}

/** Null while nothing says what the committee is called: a number that lacks its word could not be changed later. */
export async function readForm({ db, township }: Turn, committee: string, year: number): Promise<Form | null> {
  const row = await findRow(db, township, committee);
  if (row?.kind !== committeeKind.name) return null;
  const short = wordOf(row, 'short') || wordOf(row, 'name') || (await unitName(db, township, row));
  if (short === '') return null;
  const pattern = (await patternOf(db, township)).replaceAll('{year}', String(year)).replaceAll('{short}', short);
  const [before = '', after = ''] = pattern.split('{seq}');
  return { ...numberForm(before, after), before, after };
}

const wordOf = (row: Row | undefined, field: string): string => {
  const value = row?.values[field];
  return typeof value === 'string' ? value.trim() : '';
};

const unitName = async (db: Db, township: string, committee: Row): Promise<string> =>
  wordOf(await findRow(db, township, wordOf(committee, 'unit')), 'name');

async function patternOf(db: Db, township: string): Promise<string> {
  const rows = await db
    .selectFrom('rows')
    .select('row')
    .where('township', '=', township)
    .where('kind', '=', setting.name)
    .where('scope', '=', `${township}/shared`)
    .execute();
  const patterns = rows
    .map(({ row }) => JSON.parse(row) as Row)
    .filter(({ removed }) => removed === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => wordOf(row, 'fileNumberPattern'));
  return patterns.find((pattern) => pattern.split('{seq}').length === 2) ?? PATTERN;
}

/** The counter of a committee and year, held until the transaction ends; it begins above the numbers that are there. */
export async function takeCounter(
  { db, township }: Turn,
  { committee, year }: Pick<CaseTable, 'committee' | 'year'>,
  form: NumberForm,
): Promise<number> {
  const { last } = await db
    .insertInto('numbers')
    .values({ township, committee, year, last: -1 })
    .onConflict((on) =>
      on.columns(['township', 'committee', 'year']).doUpdateSet((eb) => ({ last: eb.ref('numbers.last') })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  if (last >= 0) return last;
  const there = await db
    .selectFrom('cases')
    .select('fileNumber')
    .where('township', '=', township)
    .where('committee', '=', committee)
    .where('year', '=', year)
    .where('fileNumber', '!=', '')
    .execute();
  return Math.max(0, ...there.map(({ fileNumber }) => form.seqOf(fileNumber) ?? 0));
}

interface Issuing {
  /** The highest number so far. */
  readonly last: number;
  readonly due: readonly CaseTable[];
  /** Numbers that this push has brought or given out already. */
  readonly given: Set<string>;
}

/** Gives each case the next free number and raises the counter. */
async function issue(
  { db, township }: Turn,
  { committee, year }: CaseTable,
  form: NumberForm,
  { last, due, given }: Issuing,
): Promise<Map<string, string>> {
  let seq = last;
  const rows: Tables['issued'][] = [];
  for (let left = due; left.length > 0; left = due.slice(rows.length)) {
    const candidates = left.map((_case, at) => form.textOf(seq + 1 + at));
    const carried = await inParts(candidates, (part) =>
      db
        .selectFrom('cases')
        .select('fileNumber')
        .where('township', '=', township)
        .where('fileNumber', 'in', part)
        .execute(),
    );
    // Two committees may have been given one short form.
    for (const { fileNumber } of carried) given.add(fileNumber);
    for (const fileNumber of candidates) {
      seq += 1;
      const record = due[rows.length]?.record;
      if (record === undefined || given.has(fileNumber)) continue;
      given.add(fileNumber);
      rows.push({ township, committee, year, seq, fileNumber, record });
    }
  }
  await db
    .updateTable('numbers')
    .set({ last: seq })
    .where('township', '=', township)
    .where('committee', '=', committee)
    .where('year', '=', year)
    .execute();
  await inParts(rows, async (part) => {
    await db.insertInto('issued').values(part).execute();
    return [];
  });
  return new Map(rows.map(({ record, fileNumber }) => [record, fileNumber]));
}

export interface NumberFindings {
  /** Numbers that more than one case carries: flagged, never renamed. */
  readonly duplicates: readonly { readonly fileNumber: string; readonly records: readonly string[] }[];
  /** Numbers that were issued and that their case no longer carries. */
  readonly voids: readonly { readonly fileNumber: string; readonly record: string }[];
}

export async function numberFindings(db: Db, township: string): Promise<NumberFindings> {
  const carried = await db
    .selectFrom('cases')
    .select(['record', 'fileNumber'])
    .where('township', '=', township)
    .where('removed', '=', 0)
    .where('fileNumber', '!=', '')
    .execute();
  const byNumber = new Map<string, string[]>();
  const numberOf = new Map<string, string>();
  for (const { record, fileNumber } of carried) {
    byNumber.set(fileNumber, [...(byNumber.get(fileNumber) ?? []), record]);
    numberOf.set(record, fileNumber);
  }
  const issued = await db
    .selectFrom('issued')
    .select(['fileNumber', 'record'])
    .where('township', '=', township)
    .execute();
  return {
    duplicates: [...byNumber]
      .filter(([, records]) => records.length > 1)
      .map(([fileNumber, records]) => ({ fileNumber, records: records.sort() })),
    voids: issued.filter(({ fileNumber, record }) => numberOf.get(record) !== fileNumber),
  };
}
