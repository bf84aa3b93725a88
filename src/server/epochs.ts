/** Epochs (SPEC X9): the server's own device, and how a restored server tells devices where it still agrees with them. */
import type { ChainEnd } from '#core/change.ts';
import { deviceOfKey } from '#core/heads.ts';
import { chainKey, type EpochStart } from '#core/exchange.ts';
import type { Db } from './log.ts';
import { statement } from './statement.ts';
import type { Tx } from './storage.ts';
import type { Tables } from './tables.ts';
import type { Ports } from './turn.ts';

export type Epoch = Tables['epochs'];

/** Makes a township, with its first epoch. Does nothing for one that is there. */
export async function foundTownship(ports: Ports, tx: Tx, township: string): Promise<void> {
  const createdAt = ports.clock.now();
  const made = await tx
    .insertInto('townships')
    .values({ township, createdAt })
    .onConflict((on) => on.columns(['township']).doNothing())
    .returning('township')
    .executeTakeFirst();
  if (made !== undefined) await beginEpoch(ports, tx, township, 1, 'closed');
}

async function beginEpoch(
  { clock, newId, keys }: Ports,
  tx: Tx,
  township: string,
  ordinal: number,
  recovery: Epoch['recovery'],
): Promise<Epoch> {
  const { publicKey, privateKey } = keys.mint();
  const device = deviceOfKey(publicKey);
  if (device === null) throw new Error('A minted key is not base64');
  const startedAt = clock.now();
  const epoch: Epoch = { township, epoch: newId(), ordinal, device, publicKey, privateKey, startedAt, recovery };
  await tx.insertInto('epochs').values(epoch).execute();
  await tx
    .insertInto('devices')
    .values({
      township,
      device,
      publicKey,
      name: '服务器',
      member: null,
      kind: 'server',
      state: 'active',
      founder: 0,
      createdAt: startedAt,
      seenAt: startedAt,
    })
    .execute();
  return epoch;
}

/** The township's epochs, the present one first. */
export interface Epochs {
  readonly present: Epoch;
  readonly all: readonly Epoch[];
  /** Devices that speak for the server, the present one and those of earlier epochs. */
  readonly servers: readonly string[];
}

const findEpochs = statement((db, township: string) =>
  db.selectFrom('epochs').selectAll().where('township', '=', township),
);

export async function readEpochs(db: Db, township: string): Promise<Epochs> {
  const found = await findEpochs(db, township);
  // Every exchange asks, and to put one row in order costs the database more than to find it.
  const epochs = found.sort((a, b) => b.ordinal - a.ordinal);
  const [present] = epochs;
  if (present === undefined) throw new Error(`There is no township ${township}`);
  return { present, all: epochs, servers: epochs.map(({ device }) => device) };
}

/**
 * For a server that was restored from a backup: a new epoch under a new key, from where every stream stands now. File numbers wait
 * until the office closes the recovery, because devices may still bring some that were given out after the backup.
 */
export async function startEpoch(ports: Ports, tx: Tx, township: string): Promise<string> {
  const { present } = await readEpochs(tx, township);
  const { epoch } = await beginEpoch(ports, tx, township, present.ordinal + 1, 'open');
  const counters = await tx
    .selectFrom('counters')
    .select(['scope', 'seq'])
    .where('township', '=', township)
    .where('seq', '>', 0)
    .execute();
  const bases = counters.map(({ scope, seq }) => ({ township, epoch, scope, seq }));
  if (bases.length > 0) await tx.insertInto('bases').values(bases).execute();
  await tx
    .insertInto('ends')
    .columns(['township', 'epoch', 'device', 'scope', 'n', 'tip'])
    .expression((eb) =>
      eb
        .selectFrom('chains')
        .select(['township', eb.val(epoch).as('epoch'), 'device', 'scope', 'n', 'tip'])
        .where('township', '=', township)
        .where('n', '>', 0),
    )
    .execute();
  return epoch;
}

/**
 * What a device that knew another epoch has to know: how things stood when the next one after it began. Of several restorations since then
 * that is the lowest, because what was there then lies in every backup that knows of it; what has come back meanwhile may be lost again.
 */
export async function epochStart(db: Db, township: string, known: string): Promise<EpochStart> {
  const epochs = await db
    .selectFrom('epochs')
    .select(['epoch', 'ordinal'])
    .where('township', '=', township)
    .orderBy('ordinal')
    .execute();
  // An epoch that this server does not know was lost with what was restored: every later start counts.
  const since = epochs.find(({ epoch }) => epoch === known)?.ordinal ?? 1;
  const next = epochs.find(({ ordinal }) => ordinal > since)?.epoch ?? '';
  const bases = await db
    .selectFrom('bases')
    .select(['scope', 'seq'])
    .where('township', '=', township)
    .where('epoch', '=', next)
    .execute();
  const ends = await db
    .selectFrom('ends')
    .select(['device', 'scope', 'n', 'tip'])
    .where('township', '=', township)
    .where('epoch', '=', next)
    .execute();
  return {
    bases: Object.fromEntries(bases.map(({ scope, seq }) => [scope, seq])),
    vector: Object.fromEntries(ends.map((end): [string, ChainEnd] => [chainKey(end), { n: end.n, id: end.tip }])),
  };
}

export async function closeEpochRecovery(db: Db, { township, epoch }: Epoch): Promise<void> {
  await db
    .updateTable('epochs')
    .set({ recovery: 'closed' })
    .where('township', '=', township)
    .where('epoch', '=', epoch)
    .execute();
}
