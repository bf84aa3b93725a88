/** SPEC C9 on the server: what the office erased is gone from the log, and comes back from nowhere. */
import { expect, test } from 'vitest';
import { runsOf, type SyncRequest } from '#core/exchange.ts';
import { idOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { ERASURE, recordOfErasure } from '#core/erasure.ts';
import { anApi, asking, told } from './api.ts';
import {
  aCase,
  aLedgerLike,
  aMediator,
  aStaffedWorld,
  aStranger,
  carry,
  id,
  rowOn,
  settle,
  signHead,
  statesOf,
  sync,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

const SECRET = '王某某与邻居为水沟争执';
const SALT = 'ab'.repeat(16);

/** As a phone writes them: sensitive values with a salt. */
function writeSalted(
  phone: Phone,
  world: Staffed,
  record = id(),
  values: { readonly [path: string]: string } = { facts: SECRET },
) {
  const plain = write(phone, `${world.villages[0]}/cases`, aCase(world.committees[0], values, record));
  const ops = plain.ops.map((op): Op => (op.field in values ? { ...op, salt: SALT } : op));
  phone.log.delete(plain.id);
  phone.waiting.delete(plain.id);
  const change: IdentifiedChange = { ...plain, ops, id: idOf({ ...plain, ops }) };
  phone.log.set(change.id, change);
  phone.waiting.add(change.id);
  return { record, change };
}

const bodies = async ({ storage }: Staffed): Promise<string> =>
  JSON.stringify(await storage.db.selectFrom('changes').select('body').execute());

const anOrder = (world: Staffed, record: string, paths: readonly string[] = []) =>
  ({ scope: `${world.villages[0]}/cases`, record, paths, reason: 'asked' }) as const;

test('[C9] an erasure drops value and salt from the log, keeps every id, and is passed on as a change that says who and why', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const { record, change } = writeSalted(phone, world);
  await settle(phone, world.office);
  expect(await bodies(world)).toContain(SECRET);

  expect(await world.ledger.erase(world.office.caller, anOrder(world, record))).toEqual({ kind: 'done', photos: [] });
  expect(await bodies(world)).not.toContain(SECRET);
  expect(await bodies(world)).not.toContain(SALT);
  const fresh = await aMediator(world);
  await settle(fresh);
  expect(fresh.log.get(change.id)?.ops.find(({ field }) => field === 'facts')).not.toHaveProperty('value');
  expect(rowOn(fresh, record)).toMatchObject({ erased: ['facts'], values: { disputeType: 'neighbour' } });
  const said = [...fresh.log.values()].flatMap(({ ops }) => ops.filter(({ kind }) => kind === ERASURE));
  expect(Object.fromEntries(said.map(({ field, value }) => [field, value]))).toEqual({
    by: world.office.caller.member,
    of: record,
    paths: [],
    reason: 'asked',
  });
  // Once is enough.
  const count = fresh.log.size;
  await world.ledger.erase(world.office.caller, anOrder(world, record));
  await settle(fresh);
  expect(fresh.log.size).toBe(count);
});

test('[C9] what a stale phone or an old backup brings later is stored without the erased values', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const { record } = writeSalted(phone, world);
  await settle(phone, world.office);
  const stale = await aMediator(world);
  await settle(stale);
  await world.ledger.erase(world.office.caller, anOrder(world, record));
  // Written before the phone has heard of it.
  writeSalted(stale, world, record, { facts: `${SECRET}，又起争执` });
  const { results } = await sync(stale);
  expect(statesOf(results)).toEqual(['stored']);
  const stranger = aStranger(world, { member: phone.caller.member });
  const other = writeSalted(stranger, world, record, { request: `${SECRET}，要求赔偿` }).change;
  await carry(world.office, [other], { heads: [signHead(stranger, other)], devices: [stranger.known] });
  expect(await bodies(world)).not.toContain(SECRET);
});

test('[C9] what waits behind a gap loses its erased values as well', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const { record } = writeSalted(phone, world);
  await settle(phone, world.office);
  await world.ledger.erase(world.office.caller, anOrder(world, record));
  const first = writeSalted(phone, world, id(), { facts: '另一件' }).change;
  const second = writeSalted(phone, world, record, { facts: SECRET }).change;
  const only = (change: IdentifiedChange): Partial<SyncRequest> => ({
    runs: runsOf([change]),
    heads: [signHead(phone, change)],
  });
  expect(statesOf((await sync(phone, only(second))).results)).toEqual(['waiting']);
  expect(await bodies(world)).not.toContain(SECRET);
  await sync(phone, only(first));
  expect(await bodies(world)).not.toContain(SECRET);
  expect(await bodies(world)).toContain('另一件');
});

test('[C9] one party can be erased and the rest of the case stays', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const { record } = writeSalted(phone, world, id(), { facts: '水沟', 'parties.a': '甲某', 'parties.b': '乙某' });
  await settle(phone, world.office);
  await world.ledger.erase(world.office.caller, anOrder(world, record, ['parties.a']));
  const left = await bodies(world);
  expect([left.includes('甲某'), left.includes('乙某'), left.includes('水沟')]).toEqual([false, true, true]);
});

test('[C9] no device may claim an erasure, and nobody but the office may order one', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const { record } = writeSalted(phone, world);
  await settle(phone);
  const erasure = { record, paths: [], reason: 'asked', by: phone.actor } as const;
  write(phone, `${world.villages[0]}/cases`, {
    record: recordOfErasure(erasure),
    kind: ERASURE,
    values: { of: record, paths: [], reason: 'asked', by: phone.actor },
  });
  expect(statesOf((await sync(phone)).results)).toEqual(['refused']);
  expect(await world.ledger.erase(phone.caller, anOrder(world, record))).toEqual({ kind: 'forbidden' });
  expect(await world.ledger.erase(world.office.caller, anOrder(world, id()))).toEqual({ kind: 'notFound' });
  expect(await bodies(world)).toContain(SECRET);
});

test('[X9] a server that was restored from before the erasure erases again once a device brings the act back', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const { record } = writeSalted(phone, world);
  await settle(phone, world.office);
  const before = await world.storage.db.selectFrom('changes').selectAll().execute();
  await world.ledger.erase(world.office.caller, anOrder(world, record));
  await settle(phone, world.office);
  // As a restored database would have it: the log of yesterday, a stream without the act.
  const { db } = world.storage;
  const act = [...phone.log.values()].find(({ ops }) => ops.some(({ kind }) => kind === ERASURE));
  if (act === undefined) throw new Error('The act was not passed on');
  await db.deleteFrom('erasures').execute();
  for (const { id: change, body } of before)
    await db.updateTable('changes').set({ body }).where('id', '=', change).execute();
  await db.deleteFrom('changes').where('id', '=', act.id).execute();
  const at = await db
    .deleteFrom('stream')
    .where('change', '=', act.id)
    .returning(['scope', 'seq'])
    .executeTakeFirstOrThrow();
  await db
    .updateTable('counters')
    .set({ seq: at.seq - 1 })
    .where('scope', '=', at.scope)
    .execute();
  await db
    .updateTable('chains')
    .set({ n: act.n - 1, tip: act.prev })
    .where('device', '=', act.device)
    .where('scope', '=', at.scope)
    .execute();
  expect(await bodies(world)).toContain(SECRET);
  const alive = { ...world, ledger: aLedgerLike(world) };
  await alive.ledger.startEpoch(world.township);
  phone.waiting.add(act.id);
  await sync({ ...phone, world: alive });
  expect(await bodies(world)).not.toContain(SECRET);
});

test('[C9] photos of an erased record go from the server, and a late upload is answered and not kept', async () => {
  const world = await aStaffedWorld();
  const api = await anApi(world);
  const phone = await aMediator(world);
  const bytes = Buffer.from('a photo');
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const { record } = writeSalted(phone, world);
  const scope = `${world.villages[0]}/cases`;
  write(phone, scope, { record, kind: 'mediationCase', values: { [`photos.${id()}`]: { blob: hash, type: 'scene' } } });
  await settle(phone, world.office);
  const [asPhone, asOffice] = [await asking(api, phone), await asking(api, world.office)];
  const url = `/api/blobs/${hash}?scope=${encodeURIComponent(scope)}`;
  const upload = () =>
    asPhone({
      method: 'PUT',
      url,
      payload: bytes,
      headers: {
        'content-type': 'application/octet-stream',
        'upload-offset': '0',
        'upload-length': String(bytes.length),
      },
    });
  expect(told(await upload())).toBe('204');
  const order = { method: 'POST', url: '/api/erasures', payload: anOrder(world, record) } as const;
  expect(told(await asOffice(order))).toBe('204');
  expect(told(await asPhone({ method: 'GET', url }))).toBe('404 notFound');
  const late = await upload();
  expect([told(late), late.headers['upload-complete']]).toEqual(['204', '?1']);
  expect(told(await asPhone({ method: 'GET', url }))).toBe('404 notFound');
  expect(told(await asOffice(order))).toBe('204');
});
