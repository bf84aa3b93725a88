/** What an exchange costs does not grow with what is stored: every statement finds its rows by an index that goes beyond the township. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { storageOn } from '#server/storage.ts';
import { aCase, aMediator, aStaffedWorld, aVenue, id, settle, sync, write } from './phone.ts';

/** Tables that grow with the years; what is read of them by the township alone is read whole. */
const GROWING = [
  'changes',
  'stream',
  'records',
  'places',
  'cases',
  'heads',
  'chains',
  'verdicts',
  'refused',
  'issued',
  'counters',
];

test('no statement of an exchange reads a table that grows by its township alone', async () => {
  const file = new Database(':memory:');
  const texts = new Set<string>();
  let isListening = false;
  const prepare = file.prepare.bind(file);
  file.prepare = (text: string) => {
    if (isListening) texts.add(text);
    return prepare(text);
  };
  const world = await aStaffedWorld({ storage: await storageOn(file, id) });
  isListening = true;
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const cases = `${world.villages[0]}/cases`;
  const file1 = aCase(world.committees[0], { status: 'accepted' });
  write(one, cases, file1);
  write(one, `${world.villages[0]}/work`, aVenue());
  await settle(one, other, world.office);
  write(other, cases, { ...file1, values: { status: 'settled' } });
  await settle(one, other, world.office);
  await sync(one);

  const read = [...texts].filter((text) => /^(select|update|delete)/.test(text));
  expect(read.length).toBeGreaterThan(15);
  const whole = read.filter((text) => {
    const values = Array.from({ length: text.split('?').length - 1 }, () => '');
    const plan = prepare<string[], { detail: string }>(`explain query plan ${text}`).all(...values);
    return plan.some(({ detail }) => {
      const [, how = '', table = '', key = ''] = /^(SCAN|SEARCH) (\w+)(?:.*\((.*)\))?/.exec(detail) ?? [];
      return GROWING.includes(table) && (how === 'SCAN' || key === 'township=?');
    });
  });
  expect(whole).toEqual([]);
  await world.storage.close();
});
