/** What the office is shown of official numbers (SPEC X10): doubled ones, voids, and the holes in what was counted here. Nothing is put right by itself. */
import type { NumberFindings } from '#core/enrolment.ts';
import { leaseOf, NUMBER_LEASE, numberForm, type Lease, type NumberForm } from '#core/file-numbers.ts';
import type { Row } from '#core/fold.ts';
import { changesOfRecords, type Db } from './log.ts';
import { readForms, seriesOf } from './numbers.ts';
import { openRowBook } from './row-book.ts';
import type { Tables } from './tables.ts';

type Numbered = Pick<Tables['cases'], 'record' | 'fileNumber' | 'removed'>;

export async function numberFindings(db: Db, township: string): Promise<NumberFindings> {
  const cases = await db
    .selectFrom('cases')
    .select(['record', 'fileNumber', 'removed'])
    .where('township', '=', township)
    .where('fileNumber', '!=', '')
    .execute();
  const issued = await db.selectFrom('issued').selectAll().where('township', '=', township).execute();
  const carried = cases.filter(({ removed }) => removed === 0);
  const byNumber = new Map<string, string[]>();
  for (const { record, fileNumber } of carried) {
    byNumber.set(fileNumber, [...(byNumber.get(fileNumber) ?? []), record]);
  }
  const counted = await countedSeries(db, township, issued);
  const isCounted = ({ fileNumber }: Numbered): boolean =>
    counted.some(({ form, from }) => (form.seqOf(fileNumber) ?? 0) >= from);
  const removed = cases.filter((one) => one.removed === 1 && !byNumber.has(one.fileNumber) && isCounted(one));
  const lost = issued.filter(({ fileNumber, record }) => !(byNumber.get(fileNumber) ?? []).includes(record));
  const voids = new Map([...lost, ...removed].map(({ fileNumber, record }) => [fileNumber, { fileNumber, record }]));
  const texts = cases.map(({ fileNumber }) => fileNumber);
  return {
    duplicates: [...byNumber]
      .filter(([, records]) => records.length > 1)
      .map(([fileNumber, records]) => ({ fileNumber, records: records.sort() })),
    voids: [...voids.values()],
    gaps: counted.flatMap((series) => gapsIn(series, texts)),
  };
}

/** The running numbers of a committee and year that are known to have been counted here. */
interface Counted {
  readonly form: NumberForm;
  readonly from: number;
  readonly to: number;
  /** Of them, those that the server itself gave to a case, however they were written then. */
  readonly issued: ReadonlySet<number>;
}

/**
 * From the first number that the server or a device with a lease gave out up to the last; what was entered by hand before it says nothing about what lies
 * between. What a device gives out of a lease that it still holds is on its way.
 */
async function countedSeries(db: Db, township: string, issued: readonly Tables['issued'][]): Promise<Counted[]> {
  const counters = await db.selectFrom('numbers').selectAll().where('township', '=', township).execute();
  const forms = await readForms({ db, township, rows: openRowBook(db, township) }, counters);
  const leases = await leasesOf(db, township);
  return counters.flatMap((counter): Counted[] => {
    const key = seriesOf(counter);
    const lease = leases.get(key);
    const form = lease === undefined ? forms.get(key) : numberForm(lease.now.before, lease.now.after);
    const own = new Set(issued.filter((one) => seriesOf(one) === key).map(({ seq }) => seq));
    const from = Math.min(...own, ...(lease === undefined ? [] : [lease.first + 1]));
    const to = lease !== undefined && lease.now.device !== '' ? lease.now.last : counter.last;
    return form === undefined || from === Infinity ? [] : [{ form, from, to, issued: own }];
  });
}

/** By `committee year`, the lease as it stands and the number behind which the first one began. */
async function leasesOf(
  db: Db,
  township: string,
): Promise<Map<string, { readonly now: Lease; readonly first: number }>> {
  const rows = await db
    .selectFrom('rows')
    .select('row')
    .where('township', '=', township)
    .where('kind', '=', NUMBER_LEASE)
    .execute();
  const folded = rows.map(({ row }) => JSON.parse(row) as Row);
  const changes = await changesOfRecords(
    db,
    township,
    folded.map(({ id }) => id),
  );
  const firsts = new Map<string, number>();
  for (const { record, field, value } of changes.flatMap(({ ops }) => ops)) {
    if (field !== 'last' || typeof value !== 'number') continue;
    firsts.set(record, Math.min(value, firsts.get(record) ?? value));
  }
  return new Map(
    folded.flatMap(({ id, values }) => {
      const now = leaseOf(values);
      return now === null ? [] : [[seriesOf(now), { now, first: firsts.get(id) ?? now.last }]];
    }),
  );
}

/** What lies between the numbers that cases carry or carried. `texts`: all of these, of whatever series. */
function gapsIn({ form, from, to, issued }: Counted, texts: readonly string[]): NumberFindings['gaps'] {
  const seqs = new Set([...issued, ...texts.flatMap((text) => form.seqOf(text) ?? [])]);
  const there = [...seqs].filter((seq) => seq >= from && seq <= to).sort((a, b) => a - b);
  return [...there, to + 1].flatMap((seq, at) => {
    const first = (there[at - 1] ?? from - 1) + 1;
    return seq > first ? [{ first: form.textOf(first), last: form.textOf(seq - 1) }] : [];
  });
}
