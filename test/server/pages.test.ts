/** SPEC X5: the pages of one answer end at one moment, whatever is stored while they are read. */
import { expect, test } from 'vitest';
import type { Db } from '#server/log.ts';
import { aCase, aLedgerLike, aMediator, aStaffedWorld, settle, sync, write } from './phone.ts';

/** The same database; `work` is done once, after a compiled statement that looks into a table has been answered. */
function afterLook(db: Db, table: string, work: () => Promise<unknown>): Db {
  let isDone = false;
  const executeQuery: Db['executeQuery'] = async (query, options) => {
    const answer = await db.executeQuery(query, options);
    if (!isDone && 'sql' in query && query.sql.includes(`from "${table}"`)) {
      isDone = true;
      await work();
    }
    return answer;
  };
  return new Proxy(db, {
    get: (of, key) => {
      if (key === 'executeQuery') return executeQuery;
      const member: unknown = Reflect.get(of, key, of);
      return typeof member === 'function' ? member.bind(of) : member;
    },
  });
}

test('[X10] an answer that carries a lease carries the number that the server gave before it in another scope', async () => {
  const world = await aStaffedWorld();
  const [holder, near, far] = [await aMediator(world), await aMediator(world), await aMediator(world, 1)];
  await settle(world.office, holder, near, far);
  const nearScope = `${world.villages[0]}/cases`;
  const meanwhile = async (): Promise<void> => {
    write(far, `${world.villages[1]}/cases`, aCase(world.committees[0], { status: 'accepted' }));
    await sync(far);
    const lease = { committee: world.committees[0], year: 2024, device: holder.caller.device };
    expect((await world.ledger.giveLease(world.office.caller, lease)).kind).toBe('done');
  };
  // Something is there to read in the lease's scope; the other one has gained nothing yet.
  write(near, nearScope, aCase(world.committees[0]));
  await sync(near);
  const storage = { ...world.storage, db: afterLook(world.storage.db, 'counters', meanwhile) };
  const reading = { ...world.office, world: { ...world, storage, ledger: aLedgerLike({ ...world, storage }) } };
  const scopesOf = async () =>
    (await sync(reading)).pages.flatMap(({ scope, to, after }) => (to > after ? [scope] : []));
  const kinds = () => new Set([...world.office.log.values()].flatMap(({ ops }) => ops.map(({ kind }) => kind)));
  expect(await scopesOf()).not.toContain(`${world.villages[1]}/cases`);
  expect(kinds()).not.toContain('numberLease');
  expect(await scopesOf()).toContain(`${world.villages[1]}/cases`);
  expect(kinds()).toContain('numberLease');
});
