import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { annualTask, person, publicityEvent, training, venue } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Values } from '#kinds/field.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const VILLAGES = ['城墙村', '石泉村', '龙塘村'];
const EVENT: Values = {
  heldOn: '2026-03-08',
  title: '民法典进村',
  themes: ['civilCode'],
  forms: ['rally', 'materials'],
  place: '田大山家院坝',
  laws: '民法典',
  organiser: '司法所',
  audience: 80,
  materials: 120,
};

/** Records of the first village, with their ids. */
function given(...list: readonly (readonly [Kind, Values])[]) {
  const ids: string[] = [];
  const fill = (store: Store) => {
    const { units, township } = store.identity;
    const unit = units.find((id) => id !== township) ?? '';
    const entries = list.map(([kind, values]) => ({ kind, record: newId(store), unit, values }));
    ids.push(...entries.map(({ record }) => record));
    return saveValues(store, entries);
  };
  return { ids, fill };
}

const eventsIn = async ({ db }: Store) => {
  const rows = await db.rows('publicityEvent').toArray();
  return rows.map(({ unit, values }) => ({ unit, values: values as Values }));
};

test('[I1] one tap copies what was done, without anybody in it', async (context) => {
  const { ids, fill } = given(
    [person, { name: '田大山', roles: { a: { role: 'mediator' } } }],
    [publicityEvent, EVENT],
  );
  const { user, router } = await openVillage(context, { me: '', fill });
  await router.navigate(`/ledger/publicityEvent/${ids[1] ?? ''}`);
  const button = await screen.findByRole('button', { name: '复制简报' });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  // The acting user brings a clipboard of its own.
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await user.click(button);
  await waitFor(() => expect(copied).toHaveBeenCalled());
  const text = copied.mock.calls[0]?.[0];
  expect(text).toBe(
    '2026年3月8日，城墙村在田某家院坝开展“民法典进村”普法宣传活动，围绕民法典，采取集中宣传、发放宣传资料等形式，' +
      '宣讲民法典。活动受众80人次，发放宣传资料120份。活动由司法所主办。',
  );
  expect(await screen.findByText(/已复制/)).toBeTruthy();
  expect(screen.getByText(text ?? '')).toBeTruthy();
});

test('[I2] a new event takes over from the last one what stays the same, and nothing that was counted', async (context) => {
  const { fill } = given(
    [publicityEvent, EVENT],
    [publicityEvent, { ...EVENT, heldOn: '2025-01-01', title: '更早的' }],
  );
  const { user } = await openVillage(context, { path: '/ledger/publicityEvent/new', fill });
  await user.type(await screen.findByRole('textbox', { name: /^地点/ }), '学校');
  await user.click(await screen.findByRole('button', { name: /照上次的填.*民法典进村/ }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: /活动名称/ })).toHaveProperty('value', '民法典进村'));
  expect(screen.getByRole('checkbox', { name: '民法典' })).toHaveProperty('checked', true);
  // What was written already stands.
  expect(screen.getByRole('textbox', { name: /^地点/ })).toHaveProperty('value', '学校');
  expect(screen.getByRole('textbox', { name: /^受众/ })).toHaveProperty('value', '');
  expect(screen.queryByRole('button', { name: /照上次的填/ })).toBe(null);
});

test('[I2] one event is recorded for several villages at once, as one action, and what is typed survives', async (context) => {
  const { ids, fill } = given([publicityEvent, { ...EVENT, place: '城墙村委会' }]);
  const { user, router, store } = await openVillage(context, { villages: VILLAGES, fill });
  await router.navigate(`/ledger/publicityEvent/${ids[0] ?? ''}`);
  await user.click(await screen.findByRole('link', { name: /别的村也办了/ }));
  await user.click(await screen.findByRole('checkbox', { name: '石泉村' }));
  const stone = within(screen.getByRole('group', { name: '石泉村' }));
  await user.type(stone.getByRole('textbox', { name: /受众/ }), '35');
  await user.click(screen.getByRole('checkbox', { name: '龙塘村' }));
  expect(screen.queryByRole('checkbox', { name: '城墙村' })).toBe(null);
  await waitFor(async () => {
    const kept = await store.db.meta.get(`local/villages/${ids[0] ?? ''}`);
    expect(kept?.value).toContain('"audience":"35"');
  });
  await user.click(screen.getByRole('button', { name: '给 2 个村各记一场' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/ledger/publicityEvent'));
  const copies = (await eventsIn(store)).filter(({ values }) => values['place'] !== '城墙村委会');
  expect(copies.map(({ values }) => [values['title'], values['heldOn'], values['audience']])).toEqual([
    ['民法典进村', '2026-03-08', 35],
    ['民法典进村', '2026-03-08', undefined],
  ]);
  const changes = await store.db.changes.toArray();
  const actions = changes.filter(({ records }) => !records.includes(ids[0] ?? '')).map(({ action }) => action);
  expect(new Set(actions.slice(-2)).size).toBe(1);

  await router.navigate(`/ledger/publicityEvent/${ids[0] ?? ''}/villages`);
  expect(await screen.findAllByText('已经记过这一场')).toHaveLength(2);
});

test('[I3] an event that a training names is not offered to be entered as one again', async (context) => {
  const { ids, fill } = given([publicityEvent, EVENT]);
  const { user, router, store } = await openVillage(context, { fill });
  await router.navigate(`/ledger/publicityEvent/${ids[0] ?? ''}`);
  await screen.findByRole('link', { name: /同时是培训/ });
  await saveValues(store, [
    {
      kind: training,
      record: newId(store),
      unit: store.identity.units[0] ?? '',
      values: { heldOn: '2026-03-08', type: 'businessTraining', audience: ['villager'], publicityEvent: ids[0] ?? '' },
    },
  ]);
  await waitFor(() => expect(screen.queryByRole('link', { name: /同时是培训/ })).toBe(null));
  await user.click(screen.getByRole('button', { name: /相关记录/ }));
  expect(await screen.findByRole('link', { name: /业务培训/ })).toBeTruthy();
});

test('[I3] a venue shows its events and begins the next one there', async (context) => {
  const { ids, fill } = given([venue, { name: '法治广场', type: 'cultureSquare' }]);
  const { user, router, store } = await openVillage(context, { fill });
  const record = newId(store);
  const unit = store.identity.units[0] ?? '';
  await saveValues(store, [{ kind: publicityEvent, record, unit, values: { ...EVENT, venue: ids[0] ?? '' } }]);
  await router.navigate(`/ledger/venue/${ids[0] ?? ''}`);
  expect(await screen.findByRole('link', { name: /民法典进村/ })).toBeTruthy();
  await user.click(screen.getByRole('link', { name: /在这里办了活动/ }));
  expect(await screen.findByRole('textbox', { name: /^地点/ })).toHaveProperty('value', '法治广场');
});

test('[I4] 谁执法谁普法 lists units, their topics and what was done, those without a unit first', async (context) => {
  const metric = {
    measure: 'count',
    kind: 'publicityEvent',
    where: [{ field: 'themes', operator: 'has', value: ['civilCode'] }],
    when: { during: 'heldOn' },
    by: 'heldAt',
  };
  const aTask = (title: string, more: Values): readonly [Kind, Values] => [
    annualTask,
    { year: 2026, title, metric: metric as never, target: 2, due: '2026-12-31', section: 'publicity', ...more },
  ];
  const { fill } = given(
    aTask('民法典普法', { topic: '民法典', responsible: '司法所' }),
    aTask('安全普法', { topic: '安全生产' }),
    aTask('别的任务', { responsible: '司法所' }),
    [publicityEvent, EVENT],
  );
  await openVillage(context, { path: '/tasks/duties', villages: VILLAGES, fill });
  const office = within(await screen.findByRole('list', { name: '司法所' }));
  expect(office.getByText('民法典')).toBeTruthy();
  expect(office.queryByText('别的任务')).toBe(null);
  expect(await office.findByRole('link', { name: /民法典进村/ })).toBeTruthy();
  expect(office.getByText(/1场，目标 2场/)).toBeTruthy();
  const [first] = screen.getAllByRole('heading', { level: 2 });
  expect(first?.textContent).toBe('还没有定责任单位');
  expect(screen.getByRole('link', { name: '安全生产：定责任单位' })).toBeTruthy();
});
