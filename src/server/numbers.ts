/** Official file numbers (SPEC X10): issued when a case is taken on, from a counter of its committee and year; never changed, never used twice. */
import type { Op } from '#core/change.ts';
import { hasBegun, leaseRecord, numberForm, shortOf, type NumberForm } from '#core/file-numbers.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import { msOf } from '#core/stamp.ts';
import { committee as committeeKind, mediationCase, setting } from '#kinds/index.ts';
import { leasesAmong } from './lease-row.ts';
import { byCode, inParts } from './log.ts';
import type { FoldedCase } from './rows.ts';
import { statement } from './statement.ts';
import type { CaseTable, Tables } from './tables.ts';
import type { Turn } from './turn.ts';

const PATTERN = '（{year}）{short}人调字第{seq}号';

/** Whether a case ought to have an official number and has none. */
export const lacksNumber = (row: CaseTable): boolean =>
  hasBegun(row.status) && row.acceptedOn !== '' && row.committee !== '' && row.fileNumber === '' && row.removed === 0;

export type Series = Pick<CaseTable, 'committee' | 'year'>;
export const seriesOf = ({ committee, year }: Series): string => `${committee} ${year}`;

/** The cases of one series that a turn brings, in the order in which they are numbered. */
interface Group extends Series {
  readonly form: Form;
  /** Numbers that were entered by hand. */
  readonly entered: readonly number[];
  readonly due: readonly CaseTable[];
}

/** Issues the numbers that are due, and takes note of those that were entered by hand. Answers with the cases as they are then. */
export async function numberCases(turn: Turn, cases: readonly FoldedCase[]): Promise<CaseTable[]> {
  const groups = await groupsOf(turn, cases);
  const given = new Set(cases.map(({ now }) => now.fileNumber));
  const numbers = groups.length === 0 ? new Map<string, string>() : await issue(turn, groups, given);
  const due = cases.flatMap((one) => {
    const fileNumber = numbers.get(one.now.record);
    return fileNumber === undefined ? [] : [{ case: one, fileNumber }];
  });
  await sayNumbers(turn, due);
  return cases.map(({ now }) => ({ ...now, fileNumber: numbers.get(now.record) ?? now.fileNumber }));
}

async function groupsOf(turn: Turn, cases: readonly FoldedCase[]): Promise<Group[]> {
  const isEntered = ({ before, now }: FoldedCase): boolean =>
    now.fileNumber !== '' && now.committee !== '' && now.year > 0 && now.fileNumber !== before?.fileNumber;
  const isDue = ({ now }: FoldedCase): boolean => turn.epoch.recovery === 'closed' && lacksNumber(now);
  const bySeries = new Map<string, FoldedCase[]>();
  // By the day of 受理: equal pushes number alike, whatever order their records had.
  for (const one of cases.filter((each) => isEntered(each) || isDue(each)).sort(byAcceptance)) {
    bySeries.set(seriesOf(one.now), [...(bySeries.get(seriesOf(one.now)) ?? []), one]);
  }
  const series = [...bySeries.values()].flatMap(([first]) => first?.now ?? []);
  const forms = await readForms(turn, series);
  const leased = await leasesAmong(turn.rows, series);
  return [...bySeries]
    .sort(([a], [b]) => byCode(a, b))
    .flatMap(([key, group]): Group[] => {
      const [form, first] = [forms.get(key), group[0]?.now];
      if (form === undefined || first === undefined) return [];
      const { committee, year } = first;
      const entered = group.filter(isEntered).map(({ now }) => form.seqOf(now.fileNumber) ?? 0);
      // While a phone holds the lease, it numbers whatever is due (SPEC X10).
      const due = leased.has(leaseRecord(committee, year)) ? [] : group.filter(isDue).map(({ now }) => now);
      return [{ committee, year, form, entered, due }];
    });
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

/** Where forms are read: in a turn, or outside of any. */
type FormSource = Pick<Turn, 'db' | 'township' | 'rows'>;

/** How numbers of one committee and year are written, and what stands around the running number. */
interface Form extends NumberForm {
  readonly before: string;
  readonly after: string;
}

/**
 * By `committee year`. Missing while nothing says what the committee is called: a number that lacks its word could not be changed later.
 */
export async function readForms(turn: FormSource, series: readonly Series[]): Promise<Map<string, Form>> {
  const forms = new Map<string, Form>();
  if (series.length === 0) return forms;
  const rows = await turn.rows.find(series.map(({ committee }) => committee));
  const units = await turn.rows.find([...rows.values()].map((row) => wordOf(row, 'unit')));
  const ofTownship = await patternOf(turn);
  for (const { committee, year } of series) {
    const row = rows.get(committee);
    if (row?.kind !== committeeKind.name) continue;
    const name = wordOf(row, 'name') || wordOf(units.get(wordOf(row, 'unit')), 'name');
    const short = wordOf(row, 'short') || shortOf(name);
    if (short === '') continue;
    const pattern = ofTownship.replaceAll('{year}', String(year)).replaceAll('{short}', short);
    const [before = '', after = ''] = pattern.split('{seq}');
    forms.set(seriesOf({ committee, year }), { ...numberForm(before, after), before, after });
  }
  return forms;
}

const wordOf = (row: Row | undefined, field: string): string => {
  const value = row?.values[field];
  return typeof value === 'string' ? value.trim() : '';
};

const findSettings = statement((db, township: string, scope: string) =>
  db
    .selectFrom('rows')
    .select('row')
    .where('township', '=', township)
    .where('kind', '=', setting.name)
    .where('scope', '=', scope),
);

async function patternOf({ db, township }: FormSource): Promise<string> {
  const rows = await findSettings(db, township, `${township}/shared`);
  const patterns = rows
    .map(({ row }) => JSON.parse(row) as Row)
    .filter(({ removed }) => removed === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => wordOf(row, 'fileNumberPattern'));
  return patterns.find((pattern) => pattern.split('{seq}').length === 2) ?? PATTERN;
}

/** The counters of committees and years by `committee year`, held until the transaction ends; each begins above the numbers that are there. */
export async function takeCounters(
  { db, township }: Turn,
  series: readonly (Series & { readonly form: NumberForm })[],
): Promise<Map<string, number>> {
  const fresh = series.map(({ committee, year }) => ({ township, committee, year, last: -1 }));
  const counters = await inParts(fresh, (part) => holdCounters(db, part));
  const lasts = new Map(counters.map((row) => [seriesOf(row), row.last]));
  for (const one of series) {
    if (lasts.get(seriesOf(one)) !== -1) continue;
    const there = await db
      .selectFrom('cases')
      .select('fileNumber')
      .where('township', '=', township)
      .where('committee', '=', one.committee)
      .where('year', '=', one.year)
      .where('fileNumber', '!=', '')
      .execute();
    lasts.set(seriesOf(one), Math.max(0, ...there.map(({ fileNumber }) => one.form.seqOf(fileNumber) ?? 0)));
  }
  return lasts;
}

const holdCounters = statement((db, counters: readonly Tables['numbers'][]) =>
  db
    .insertInto('numbers')
    .values(counters)
    .onConflict((on) =>
      on.columns(['township', 'committee', 'year']).doUpdateSet((eb) => ({ last: eb.ref('numbers.last') })),
    )
    .returning(['committee', 'year', 'last']),
);

/** Nothing up to `last` is issued any more. */
export async function raiseCounter(
  turn: Turn,
  of: Series & { readonly form: NumberForm },
  last: number,
): Promise<void> {
  const [before = 0] = (await takeCounters(turn, [of])).values();
  await turn.db
    .updateTable('numbers')
    .set({ last: Math.max(before, last) })
    .where('township', '=', turn.township)
    .where('committee', '=', of.committee)
    .where('year', '=', of.year)
    .execute();
}

const putCounters = statement((db, counters: readonly Tables['numbers'][]) =>
  db
    .insertInto('numbers')
    .values(counters)
    .onConflict((on) =>
      on.columns(['township', 'committee', 'year']).doUpdateSet((eb) => ({ last: eb.ref('excluded.last') })),
    ),
);

/** Gives each case that is due the next free number and raises the counters. `given`: numbers that this turn has brought already. */
async function issue(turn: Turn, groups: readonly Group[], given: Set<string>): Promise<Map<string, string>> {
  const { db, township } = turn;
  const lasts = await takeCounters(turn, groups);
  const rows: Tables['issued'][] = [];
  const counters: Tables['numbers'][] = [];
  const starts = groups.map((group) => Math.max(lasts.get(seriesOf(group)) ?? 0, ...group.entered));
  const isFree = await carriedNumbers(
    turn,
    groups.flatMap(({ form, due }, at) => due.map((_case, i) => form.textOf((starts[at] ?? 0) + 1 + i))),
  );
  for (const [at, { committee, year, form, due }] of groups.entries()) {
    let last = starts[at] ?? 0;
    for (const { record } of due) {
      let fileNumber: string;
      // Two committees may have been given one short form.
      do fileNumber = form.textOf((last += 1));
      while (given.has(fileNumber) || !(await isFree(fileNumber)));
      given.add(fileNumber);
      rows.push({ township, committee, year, seq: last, fileNumber, record });
    }
    counters.push({ township, committee, year, last });
  }
  await inParts(counters, (part) => putCounters(db, part));
  await inParts(rows, async (part) => {
    await db.insertInto('issued').values(part).execute();
    return [];
  });
  return new Map(rows.map(({ record, fileNumber }) => [record, fileNumber]));
}

/** Tells of a number whether no case carries it; of the likely ones it asks at once. */
async function carriedNumbers({ db, township }: Turn, likely: readonly string[]) {
  const carried = new Map<string, boolean>();
  const ask = async (texts: readonly string[]): Promise<void> => {
    const found = await inParts(texts, (part) =>
      db
        .selectFrom('cases')
        .select('fileNumber')
        .where('township', '=', township)
        .where('fileNumber', 'in', part)
        .execute(),
    );
    for (const text of texts) carried.set(text, false);
    for (const { fileNumber } of found) carried.set(fileNumber, true);
  };
  await ask([...new Set(likely)]);
  return async (fileNumber: string): Promise<boolean> => {
    if (!carried.has(fileNumber)) await ask([fileNumber]);
    return carried.get(fileNumber) === false;
  };
}
