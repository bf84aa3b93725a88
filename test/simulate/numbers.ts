/** Official numbers of a world at rest (SPEC X10): one for a case, one case for a number, no hole that nobody can explain. */
import type { IdentifiedChange } from '#core/change.ts';
import type { NumberFindings } from '#core/enrolment.ts';
import { leaseRecord, NUMBER_LEASE, numberDue, numberForm, type Lease } from '#core/file-numbers.ts';
import type { Leasing } from './leasing.ts';
import { must, unitsOf } from './invariants.ts';
import { truthOf } from './truth.ts';
import type { World } from './world.ts';

/** A number that stands, or stood, in a stream, and who wrote it there. */
interface Assigned {
  readonly text: string;
  readonly record: string;
  readonly by: string;
}

export async function checkNumbers(world: World, streamed: readonly IdentifiedChange[]): Promise<void> {
  const assigned = assignedIn(world, streamed);
  checkOnce(world, assigned);
  if (world.restores === 0) checkConsecutive(world, assigned);
  const { leasing } = world;
  if (leasing !== null) await checkFindings(world, leasing, streamed);
}

function assignedIn(world: World, streamed: readonly IdentifiedChange[]): Assigned[] {
  const { held } = truthOf(streamed, world.servers);
  return streamed
    .filter(({ id }) => !held.has(id) && !world.forged.has(id))
    .flatMap(({ device, ops }) =>
      ops.flatMap(({ record, kind, field, value }) =>
        kind === 'mediationCase' && field === 'fileNumber' && typeof value === 'string'
          ? [{ text: value, record, by: device }]
          : [],
      ),
    );
}

const grouped = (assigned: readonly Assigned[], by: 'text' | 'record'): Assigned[][] => {
  const groups = new Map<string, Assigned[]>();
  for (const one of assigned) groups.set(one[by], [...(groups.get(one[by]) ?? []), one]);
  return [...groups.values()];
};

/** No number for two cases and no two numbers for a case, but where nobody could know better. */
function checkOnce(world: World, assigned: readonly Assigned[]): void {
  for (const same of grouped(assigned, 'text')) {
    const isOne = same.every(({ record }) => record === same[0]?.record) || isExcused(world, same);
    must(isOne, `[X10] two cases have the number ${same[0]?.text}`);
  }
  for (const same of grouped(assigned, 'record')) {
    const isOne = same.every(({ text }) => text === same[0]?.text) || isExcused(world, same);
    must(isOne, `[X10] a case has two numbers, ${[...new Set(same.map(({ text }) => text))].join()}`);
  }
}

/**
 * Doubles that cannot be helped: a server that does not know that it was set back does not know what it has issued since; two clones of the holder
 * number apart, until one of them is found out; from a device that was put out of use the lease is taken without its word.
 */
function isExcused(world: World, assigned: readonly Assigned[]): boolean {
  if (world.setBacks > 0) return true;
  const { leasing } = world;
  return assigned.some(({ by }) => leasing !== null && (leasing.taken.has(by) || leasing.cloned.has(by)));
}

/** Counted from 1; a number that is missing was given by a device to a case that never came. */
function checkConsecutive({ leasing }: World, assigned: readonly Assigned[]): void {
  const given = new Set(leasing?.given.map(({ text }) => text));
  const series = new Map<string, Set<number>>();
  for (const { text } of assigned) {
    const match = /^(.*第)(\d+)号$/.exec(text);
    must(match !== null, `[X10] ${text} is no file number`);
    const [, head = '', seq = ''] = match ?? [];
    series.set(head, (series.get(head) ?? new Set()).add(Number(seq)));
  }
  for (const [head, seqs] of series) {
    for (let seq = 1; seq < Math.max(...seqs); seq++) {
      const isKnown = seqs.has(seq) || given.has(`${head}${seq}号`);
      must(isKnown, `[X10] the numbers ${head} lack ${seq}: ${[...seqs].sort((a, b) => a - b).join(' ')}`);
    }
  }
}

/** Every double is shown to the office, and nothing else is; whatever is due has its number unless a lease stands. */
async function checkFindings(
  world: World,
  { given, taken, cloned }: Leasing,
  streamed: readonly IdentifiedChange[],
): Promise<void> {
  const { cases, rows } = truthOf(streamed, world.servers);
  for (const { township, villages, committee } of world.towns) {
    const findings = await world.backend.numberFindings(township);
    if (findings === null) continue;
    const units = unitsOf(world, { township, villages });
    const here = cases.filter(({ scope, removed }) => removed === null && units.includes(scope.split('/')[0] ?? ''));
    const byNumber = new Map<string, string[]>();
    for (const { id, values } of here) {
      const number = values['fileNumber'];
      if (typeof number === 'string' && number !== '')
        byNumber.set(number, [...(byNumber.get(number) ?? []), id].sort());
    }
    const doubles = [...byNumber]
      .filter(([, records]) => records.length > 1)
      .map(([number, records]) => `${number} ${records.join()}`);
    const found = findings.duplicates.map(({ fileNumber, records }) => `${fileNumber} ${[...records].sort().join()}`);
    must(
      found.sort().join() === doubles.sort().join(),
      `[X10] the office is shown other doubles than there are: ${found.join()}`,
    );
    const isLeased = (of: string, year: number): boolean => {
      const { kind, values } = JSON.parse(rows.get(leaseRecord(of, year)) ?? '{"values":{}}');
      return kind === NUMBER_LEASE && typeof values['device'] === 'string' && values['device'] !== '';
    };
    for (const { id, values } of here) {
      const due = numberDue(values);
      // Its committee waits for the office, brought back to a server that was set back (X9).
      const waits = world.restores > 0 && due?.committee === world.relayed?.local.committee;
      const hasNumber = due === null || waits || isLeased(due.committee, due.year);
      must(hasNumber, `[X10] the case ${id.slice(-4)} has no number, and nobody is to give one`);
    }
    const told = given.filter(
      ({ lease, key }) =>
        lease.committee === committee && !isLeased(committee, lease.year) && !taken.has(key) && !cloned.has(key),
    );
    checkUnused(findings, byNumber, world.restores === 0 ? told : []);
  }
}

/**
 * What a holder gave out and no case carries is shown once the lease has ended by its word; what a case carries is no void. A restored server has
 * forgotten what was given back since; what was taken from a holder without its word, or given back by its clone, nobody knows.
 */
function checkUnused(
  { voids, gaps }: NumberFindings,
  carried: ReadonlyMap<string, unknown>,
  given: Leasing['given'],
): void {
  const isIn = ({ first, last }: NumberFindings['gaps'][number], text: string, { before, after }: Lease): boolean => {
    const { seqOf } = numberForm(before, after);
    const [from, seq, to] = [seqOf(first), seqOf(text), seqOf(last)];
    return from !== null && seq !== null && to !== null && from <= seq && seq <= to;
  };
  for (const { text, lease } of given) {
    const isShown = voids.some(({ fileNumber }) => fileNumber === text) || gaps.some((gap) => isIn(gap, text, lease));
    must(isShown !== carried.has(text), `[X10] ${text} is ${isShown ? '' : 'not '}shown as unused`);
  }
}
