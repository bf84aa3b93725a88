/** Official file numbers (SPEC X10): issued when a case is taken on, from a counter of its committee and year; never changed, never used twice. */
import type { Op } from '#core/change.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import { msOf } from '#core/stamp.ts';
import { committee as committeeKind, mediationCase, setting } from '#kinds/index.ts';
import { isOneOf } from '#kinds/conditions.ts';
import type { Db } from './log.ts';
import { findRow, type FoldedCase } from './rows.ts';
import type { CaseTable } from './tables.ts';
import type { Turn } from './turn.ts';

const PATTERN = '（{year}）{short}人调字第{seq}号';

const hasBegun = ({ status }: CaseTable): boolean =>
  isOneOf(status, 'accepted', 'inMediation', 'settled', 'notSettled', 'terminated');

/** Whether a case ought to have an official number and has none. */
export const lacksNumber = (row: CaseTable): boolean =>
  hasBegun(row) && row.acceptedOn !== '' && row.committee !== '' && row.fileNumber === '' && row.removed === 0;

/** Issues the numbers that are due, and takes note of those that were entered by hand. Answers with the cases as they are then. */
export async function numberCases(turn: Turn, cases: readonly FoldedCase[]): Promise<CaseTable[]> {
  const forms = new Map<string, Form | null>();
  const formOf = async ({ committee, year }: CaseTable): Promise<Form | null> => {
    const key = `${committee} ${year}`;
    const known = forms.get(key);
    if (known !== undefined) return known;
    const form = await readForm(turn, committee, year);
    forms.set(key, form);
    return form;
  };
  const due: { readonly case: FoldedCase; readonly fileNumber: string }[] = [];
  const numbered: CaseTable[] = [];
  const given = new Set<string>();
  // Equal pushes number alike, whatever order their records had.
  const ordered = [...cases].sort((a, b) => (orderOf(a.now) < orderOf(b.now) ? -1 : 1));
  for (const one of ordered) {
    const { before, now } = one;
    const isEntered = now.fileNumber !== '' && now.fileNumber !== before?.fileNumber && now.committee !== '';
    const form = isEntered || lacksNumber(now) ? await formOf(now) : null;
    if (form !== null && isEntered) await noteEntered(turn, now, form);
    const isDue = form !== null && lacksNumber(now) && turn.epoch.recovery === 'closed';
    const fileNumber = isDue ? await issue(turn, now, form, given) : now.fileNumber;
    if (isDue) due.push({ case: one, fileNumber });
    if (isDue) given.add(fileNumber);
    numbered.push({ ...now, fileNumber });
  }
  await sayNumbers(turn, due);
  return numbered;
}

const orderOf = ({ acceptedOn, record }: CaseTable): string => `${acceptedOn} ${record}`;

async function sayNumbers(turn: Turn, due: readonly { readonly case: FoldedCase; readonly fileNumber: string }[]) {
  const byScope = new Map<string, Op[]>();
  for (const { case: one, fileNumber } of due) {
    const op: Op = {
      record: one.now.record,
      kind: mediationCase.name,
      field: 'fileNumber',
      value: fileNumber,
      replaces: headsOfPath(one.row, 'fileNumber'),
    };
    const { stamp } = one.row.changed;
    if (msOf(stamp) >= turn.now) await turn.author.write(one.now.scope, [op], stamp);
    else byScope.set(one.now.scope, [...(byScope.get(one.now.scope) ?? []), op]);
  }
  for (const [scope, ops] of byScope) await turn.author.write(scope, ops);
}

/** How numbers of one committee and year are written. */
interface Form {
  readonly textOf: (seq: number) => string;
  /** The running number of a text in this form; null for any other. */
  readonly seqOf: (text: string) => number | null;
}

/** Null while nothing says what the committee is called: a number that lacks its word could not be changed later. */
async function readForm({ db, township }: Turn, committee: string, year: number): Promise<Form | null> {
  const row = await findRow(db, township, committee);
  if (row?.kind !== committeeKind.name) return null;
  const short = wordOf(row, 'short') || wordOf(row, 'name') || (await unitName(db, township, row));
  if (short === '') return null;
  const pattern = (await patternOf(db, township)).replaceAll('{year}', String(year)).replaceAll('{short}', short);
  const [before = '', after = ''] = pattern.split('{seq}');
  const matcher = new RegExp(`^${escaped(before)}(\\d{1,6})${escaped(after)}$`, 'u');
  return {
    textOf: (seq) => `${before}${seq}${after}`,
    seqOf: (text) => {
      const match = matcher.exec(text);
      return match === null ? null : Number(match[1]);
    },
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

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
async function takeCounter({ db, township }: Turn, { committee, year }: CaseTable, form: Form): Promise<number> {
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

async function raise({ db, township }: Turn, { committee, year }: CaseTable, last: number): Promise<void> {
  await db
    .updateTable('numbers')
    .set({ last })
    .where('township', '=', township)
    .where('committee', '=', committee)
    .where('year', '=', year)
    .execute();
}

/** A number that somebody entered stays as it is; the counter goes on above it. */
async function noteEntered(turn: Turn, row: CaseTable, form: Form): Promise<void> {
  const seq = form.seqOf(row.fileNumber);
  if (seq === null) return;
  await raise(turn, row, Math.max(seq, await takeCounter(turn, row, form)));
}

async function issue(turn: Turn, row: CaseTable, form: Form, given: ReadonlySet<string>): Promise<string> {
  const { db, township } = turn;
  const { committee, year, record } = row;
  let seq = await takeCounter(turn, row, form);
  for (;;) {
    seq += 1;
    const fileNumber = form.textOf(seq);
    const taken = await db
      .selectFrom('cases')
      .select('record')
      .where('township', '=', township)
      .where('fileNumber', '=', fileNumber)
      .limit(1)
      .executeTakeFirst();
    // Two committees may have been given one short form.
    if (taken !== undefined || given.has(fileNumber)) continue;
    await raise(turn, row, seq);
    await db.insertInto('issued').values({ township, committee, year, seq, fileNumber, record }).execute();
    return fileNumber;
  }
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
