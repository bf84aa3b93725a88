/** What the office decides about changes that were held back (SPEC X4, X8). */
import type { VerdictReason } from '#core/verdict.ts';
import { openBench } from './judge.ts';
import { byCode, changeOfRow, findChanges, inParts } from './log.ts';
import { judgeAnew, scopesToHold, settleRecords, unprovenOnes } from './settle.ts';
import { readEpochs } from './epochs.ts';
import { openRegister } from './register.ts';
import type { Tx } from './storage.ts';
import type { Tables } from './tables.ts';
import { takeTurn, type Ports } from './turn.ts';
import { sayVerdicts } from './verdicts.ts';

export type Decision = 'accepted' | 'quarantined';

/** Revises the verdicts on these changes. One that waits behind a gap is let through when it is accepted. */
export async function decide(
  ports: Ports,
  tx: Tx,
  township: string,
  ids: readonly string[],
  state: Decision,
): Promise<readonly string[]> {
  const rows = await findChanges(tx, township, [...new Set(ids)]);
  if (rows.length === 0) return [];
  const changes = rows.map(changeOfRow);
  const turn = await takeTurn(
    ports,
    tx,
    township,
    await readEpochs(tx, township),
    await scopesToHold(tx, township, changes),
  );
  const waiting = rows.filter((row) => row.state === 'waiting').sort((a, b) => a.n - b.n);
  const freed = state === 'accepted' ? waiting : [];
  await letThrough(tx, township, freed);
  for (const { scope, id } of freed) turn.streams.add(scope, id);
  // What is in no stream cannot be judged there.
  const judged = state === 'accepted' ? rows : rows.filter((row) => row.state === 'stored');
  const reason = 'decided' satisfies VerdictReason;
  for (const scope of [...new Set(judged.map((row) => row.scope))].sort(byCode)) {
    const own = judged.filter((row) => row.scope === scope);
    await sayVerdicts(
      turn,
      scope,
      own.map(({ id: change }) => ({ change, state, reason })),
      false,
    );
  }
  await settleRecords(turn, changes);
  return turn.finish();
}

async function letThrough(tx: Tx, township: string, rows: readonly Tables['changes'][]): Promise<void> {
  await inParts(rows, async (part) => {
    const ids = part.map(({ id }) => id);
    await tx
      .updateTable('changes')
      .set({ state: 'stored' })
      .where('township', '=', township)
      .where('id', 'in', ids)
      .execute();
    return [];
  });
  for (const { device, scope } of rows) {
    await tx
      .updateTable('chains')
      .set((eb) => ({ waiting: eb('waiting', '-', 1) }))
      .where('township', '=', township)
      .where('device', '=', device)
      .where('scope', '=', scope)
      .execute();
  }
}

/** Gives a device its owner and judges anew what was held back because nobody knew whose it was. */
export async function confirmDevice(
  ports: Ports,
  tx: Tx,
  township: string,
  device: string,
  member: string,
): Promise<readonly string[]> {
  const confirmed = await tx
    .updateTable('devices')
    .set({ member })
    .where('township', '=', township)
    .where('device', '=', device)
    .where('kind', '=', 'device')
    .where((eb) => eb.or([eb('member', 'is', null), eb('member', '=', member)]))
    .returning('publicKey')
    .executeTakeFirst();
  // A device changes its owner only by clearing (SPEC D5): one that is somebody's stays so.
  if (confirmed === undefined) return [];
  // Whose device it is says nothing of what others wrote in its name; only a device without a key has no better proof.
  return judgeDevice(ports, tx, township, { device, isSigned: confirmed.publicKey !== null });
}

/** Judges anew what was held back because nobody knew whose a device was, now that it is somebody's. Answers with the scopes that have grown. */
export async function judgeDevice(
  ports: Ports,
  tx: Tx,
  township: string,
  of: { readonly device: string; readonly isSigned: boolean },
): Promise<readonly string[]> {
  const changes = await unprovenOnes(tx, township, of);
  if (changes.length === 0) return [];
  const register = openRegister(tx, township);
  const epochs = await register.epochs();
  const turn = await takeTurn(ports, tx, township, epochs, await scopesToHold(tx, township, changes));
  const bench = await openBench({ db: tx, register, now: turn.now, carriers: () => null, chains: new Map() }, changes);
  await judgeAnew(turn, bench, changes, 'decided');
  return turn.finish();
}
