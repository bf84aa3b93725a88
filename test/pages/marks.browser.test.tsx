/** Every mark of the charts opens its records, and what is listed there is what the mark says. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Values } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';
import { presets, presetValues } from '#core/presets.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const OWN_TYPE = 'own-type';
const OWN_THEME = 'own-theme';

/** A little of everything that counts in a way of its own: own codes, nothing filled in, a case handed up, an event in two villages. */
async function fill(store: Store): Promise<void> {
  const [township = '', east = '', west = ''] = store.identity.units;
  const entry = (kind: string, unit: string, values: Values, record = newId(store)) => ({
    kind: kindOf(kind),
    unit,
    values,
    record,
  });
  const aCase = (unit: string, values: Values, record?: string) =>
    entry('mediationCase', unit, { parties: {}, acceptedOn: '2026-01-05', status: 'settled', ...values }, record);
  const people = ['mediator', 'lawSavvyPerson'].map((role, at) => ({ role, unit: at === 0 ? east : west }));
  const task = (id: string, target: number) => {
    const preset = presets.find((each) => each.id === id);
    if (preset === undefined) throw new Error(`No preset ${id}`);
    return entry('annualTask', township, { ...presetValues(preset, 2026, () => newId(store)), target });
  };
  await saveValues(store, [
    entry('codeEntry', township, { list: 'trainingTypes', name: '网格员培训', countsAsTraining: true }, OWN_TYPE),
    entry('codeEntry', township, { list: 'publicityThemes', name: '禁毒' }, OWN_THEME),
    ...people.map(({ role, unit }) =>
      entry('person', unit, { name: `${role}甲`, roles: { r: { role } } }, `${role}-person`),
    ),
    aCase(east, { disputeType: 'neighbor', source: 'ownMotion', agreementForm: 'oral', agreedAmount: 12_300 }),
    aCase(east, { disputeType: 'neighbor', source: 'ownMotion', status: 'notSettled', acceptedOn: '2026-01-06' }),
    aCase(east, { disputeType: 'contract', source: 'application', handedUp: { newCase: 'taken-up' } }),
    aCase(township, { disputeType: 'contract', source: 'application' }, 'taken-up'),
    aCase(west, { disputeType: 'migrantWageArrears', status: 'terminated' }),
    aCase(west, { disputeType: 'fromTomorrow', status: 'inMediation' }),
    aCase(west, { disputeType: 'neighbor', status: 'registered' }),
    entry('training', township, {
      heldOn: '2026-01-03',
      type: 'businessTraining',
      title: '业务培训',
      audience: ['mediator', 'lawSavvyPerson'],
      attendance: { 'mediator-person': { state: 'present', name: '甲' } },
      extraAttendees: { a: { people: 20 } },
    }),
    entry('training', east, { heldOn: '2026-01-04', type: OWN_TYPE, title: '网格', audience: ['villager'] }),
    entry('training', east, { heldOn: '2026-01-04', type: 'legalExam', title: '考试', audience: ['villager'] }),
    entry('training', west, { heldOn: '2025-06-04', type: OWN_TYPE, title: '去年的', audience: ['villager'] }),
    entry('publicityEvent', township, {
      heldOn: '2026-01-02',
      title: '联村宣传',
      themes: [OWN_THEME, 'constitution'],
      forms: ['lecture'],
      villages: [east, west],
      audience: 30,
      materials: 40,
    }),
    entry('publicityEvent', east, { heldOn: '2026-01-02', title: '赶集', themes: ['constitution'], audience: 5 }),
    entry('screening', west, { period: { from: '2026-01-01', to: '2026-01-05' }, screened: 1, found: 0 }),
    task('settlementRate', 90),
    task('materials', 500),
  ]);
}

const chartOf = (mark: HTMLElement): string => mark.closest('[role=group]')?.getAttribute('aria-label') ?? '';

/** Buttons that unfold something are no marks, nor is the way back; a task's bar opens the task, and most months are empty. */
const marksIn = (main: HTMLElement): HTMLElement[] =>
  within(main)
    .getAllByRole('button')
    .filter((button) => !button.hasAttribute('aria-expanded') && button.closest('header') === null)
    .filter((button) => chartOf(button) !== '任务完成与目标' && !/^\d+月0/u.test(nameOf(button)));

const nameOf = (mark: HTMLElement): string =>
  (mark.getAttribute('aria-label') ?? mark.textContent ?? '').replace(/\s/gu, '');

const placeOf = (mark: HTMLElement): string => `${chartOf(mark)}/${nameOf(mark)}`;

interface Behind {
  /** 5件, 66.7%（2/3） */
  readonly figure: string;
  readonly how: string;
  readonly listed: number;
}

async function behind(): Promise<Behind> {
  await screen.findByRole('heading', { name: '数字背后的记录' });
  const how = await screen.findByText(/，(按日期计入本年|以当天在册为准)/u);
  await waitFor(() => expect(screen.queryByText('仍在载入')).toBeNull());
  const list = within(screen.getByRole('main'))
    .queryAllByRole('list')
    .find((each) => each.closest('section') === null);
  const listed = list === undefined ? 0 : within(list).getAllByRole('listitem').length;
  return { figure: how.previousElementSibling?.textContent ?? '', how: how.textContent ?? '', listed };
}

type User = Awaited<ReturnType<typeof openVillage>>['user'];

/** How many records there should be: a rate's parts, or a count itself; null where amounts or people are counted. */
function countsIn({ figure, how }: Behind): readonly number[] | null {
  const [said = '', counts = ''] = figure.split('（');
  if (how.includes('除以') && counts !== '') return (counts.match(/\d+/gu) ?? []).slice(0, 2).map(Number);
  return how.includes('：数记录') && !how.includes('除以') ? [Number(/^\d+/u.exec(said)?.[0] ?? 0)] : null;
}

/** What is wrong with the records that a mark opened, in words. */
async function wrongBehind(user: User, name: string): Promise<string[]> {
  const first = await behind();
  const [said = ''] = first.figure.split('（');
  const counts = countsIn(first);
  const listed = [first.listed];
  if (counts !== null && counts.length === 2) {
    await user.click(screen.getByRole('radio', { name: '分母' }));
    listed.push((await behind()).listed);
  }
  const isRight = counts === null ? first.listed > 0 || !/[1-9]/u.test(said) : String(listed) === String(counts);
  return name.includes(said) && isRight ? [] : [`${name}: ${first.figure}, ${String(listed)} records`];
}

/** What is drawn first, then what else can be chosen on the page. */
const CHOICES = ['', '15类', '培训', '普法', '资料', '场次'];

async function openCharts(user: User, choice: string): Promise<HTMLElement> {
  await screen.findByRole('group', { name: '2026年队伍和村的覆盖' });
  if (choice !== '') await user.click(screen.getByRole('radio', { name: choice }));
  else await user.click(screen.getByRole('button', { name: /比较2026年和2025年/u }));
  return screen.getByRole('main');
}

test('every mark opens its records, and they are those that it says', { timeout: 300_000 }, async (context) => {
  const { user, router } = await openVillage(context, { villages: ['东村', '西村'], path: '/tasks/figures', fill });
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const choice of CHOICES) {
    for (;;) {
      const mark = marksIn(await openCharts(user, choice)).find((each) => !seen.has(placeOf(each)));
      if (mark === undefined) break;
      const name = nameOf(mark);
      seen.add(placeOf(mark));
      await user.click(mark);
      wrong.push(...(await wrongBehind(user, name)));
      await router.navigate(-1);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(60);
});

test('[R12] a share of a roster says what it leaves out: trainings of which only the number is known', async (context) => {
  const byNumber: Values = { heldOn: '2026-01-04', type: 'businessTraining', audience: ['mediator'] };
  await openVillage(context, {
    villages: ['东村'],
    path: '/tasks/figures',
    fill: async (store) => {
      const [township = '', east = ''] = store.identity.units;
      const entry = (kind: string, unit: string, values: Values) => ({
        kind: kindOf(kind),
        unit,
        values,
        record: newId(store),
      });
      await saveValues(store, [
        entry('person', east, { name: '田大山', roles: { r: { role: 'mediator' } } }),
        entry('training', township, { ...byNumber, title: '有人数', extraAttendees: { a: { people: 20 } } }),
        entry('training', township, { ...byNumber, title: '没有记' }),
      ]);
    },
  });
  expect(await screen.findByText(/^1 场培训只记了人数，没有名单，没有算进参加过培训的比例/u)).toBeTruthy();
});
