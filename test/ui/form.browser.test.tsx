import '#ui/tokens.css';
import '#ui/base.css';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { mediationCase, person, publicityEvent, screening, training } from '#kinds/index.ts';
import type { Problem } from '#core/validate.ts';
import type { Typed } from '#ui/typed.ts';
import { people } from './made-up.ts';
import { TryForm, type TryFormProps } from './TryForm.tsx';

afterEach(cleanup);

/** A form with what it holds at any moment. */
function open(props: TryFormProps) {
  let typed: Typed = {};
  render(<TryForm {...props} onTyped={(next) => (typed = next)} />);
  return { user: userEvent.setup(), typed: () => typed };
}

const of = (typed: Typed, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Typed | undefined)?.[key], typed);

test('a mediation is recorded from the first screen with two names and five taps', async () => {
  const { user, typed } = open({ kind: mediationCase });
  const taps = vi.fn<() => void>();
  document.addEventListener('click', taps);

  await user.type(screen.getByRole('textbox', { name: '当事人（甲方） 姓名' }), '冉光明');
  await user.type(screen.getByRole('textbox', { name: '当事人（乙方） 姓名' }), '田秀英');
  taps.mockClear();
  await user.click(screen.getByRole('radio', { name: '邻里纠纷' }));
  await user.click(screen.getByRole('radio', { name: '调解成功' }));
  await user.click(screen.getByRole('radio', { name: '口头协议' }));
  await user.type(screen.getByRole('textbox', { name: '纠纷简要情况' }), '因排水沟发生争执');
  document.removeEventListener('click', taps);

  // A tap on a chip's label clicks the input in it as well.
  expect(taps.mock.calls.length).toBeLessThanOrEqual(8);
  expect(typed()).toMatchObject({
    disputeType: 'neighbor',
    status: 'settled',
    agreementForm: 'oral',
    facts: '因排水沟发生争执',
    acceptedOn: '2024-06-18',
    source: 'ownMotion',
    committee: 'c1',
  });
  const parties = Object.values(typed()['parties'] as Typed);
  expect(parties).toEqual([
    { side: 'partyA', partyKind: 'person', name: '冉光明' },
    { side: 'partyB', partyKind: 'person', name: '田秀英' },
  ]);
});

test('the first fields come in the order of the kind, names before everything else', () => {
  open({ kind: mediationCase });
  const order = Array.from(
    document.querySelectorAll('[data-field]'),
    (one) => one.getAttribute('data-field') ?? '',
  ).filter((path) => !path.includes('.'));
  expect(order).toEqual(['parties', 'disputeType', 'facts', 'status', 'agreementForm', 'acceptedOn']);
});

test('required fields are marked for the eye and for assistive technology', () => {
  open({ kind: mediationCase });
  const types = screen.getByRole('radiogroup', { name: '纠纷类型' });
  expect(types.getAttribute('aria-required')).toBe('true');
  expect(describedBy(types)).toContain('必填');
  const day = screen.getByLabelText('受理日期');
  expect(day.getAttribute('aria-required')).toBe('true');
  expect(describedBy(day)).toContain('必填');
  expect(screen.getByRole('textbox', { name: '当事人（甲方） 姓名' }).getAttribute('aria-required')).toBe('true');
  expect(screen.getByRole('textbox', { name: '纠纷简要情况' }).hasAttribute('aria-required')).toBe(false);
});

test('an empty field is not called wrong before saving; a refused save shows every problem and goes to the first', async () => {
  const problems: Problem[] = [
    { field: 'acceptedOn', message: '受理日期不能晚于今天' },
    { field: 'closedOn', message: '已有结果的案件要填结案日期' },
    { field: 'disputeType', message: '请选择纠纷类型' },
  ];
  const { user } = open({ kind: mediationCase, problems, typed: { status: 'settled' } });
  expect(screen.queryByText('请选择纠纷类型')).toBeNull();

  await user.click(screen.getByRole('button', { name: '保存' }));

  const types = screen.getByRole('radiogroup', { name: '纠纷类型' });
  expect(types.getAttribute('aria-invalid')).toBe('true');
  expect(describedBy(types)).toContain('请选择纠纷类型');
  await waitFor(() => expect(types.contains(document.activeElement)).toBe(true));
  // What lies under 更多信息 is opened, because something there is wrong.
  expect(describedBy(screen.getByLabelText('结案日期'))).toContain('已有结果的案件要填结案日期');
  await user.click(screen.getByRole('button', { name: '结案日期' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('结案日期')));
});

test('what was typed stays as typed, however wrong it is', async () => {
  const { user, typed } = open({
    kind: mediationCase,
    unfolded: true,
    problems: [{ field: 'amountInvolved', message: '金额请写数字' }],
  });
  const amount = screen.getByRole('textbox', { name: '涉及金额' });
  await user.type(amount, '三千左右');
  await user.tab();
  expect(of(typed(), 'amountInvolved')).toBe('三千左右');
  expect((amount as HTMLInputElement).value).toBe('三千左右');
  expect(describedBy(amount)).toContain('金额请写数字');
});

test('a day that does not exist stays visible as text', () => {
  open({ kind: mediationCase, typed: { acceptedOn: '2024-02-30' } });
  const day = screen.getByLabelText<HTMLInputElement>('受理日期');
  expect(day.value).toBe('2024-02-30');
});

test('a chosen day stands in Chinese beside it, and 昨天 is one tap', async () => {
  const { user, typed } = open({ kind: mediationCase });
  expect(screen.getByText('2024年6月18日 周二')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '受理日期：昨天' }));
  expect(of(typed(), 'acceptedOn')).toBe('2024-06-17');
  expect(screen.getByText('2024年6月17日 周一')).toBeTruthy();
});

test('pasted control characters are taken out, and the reader is told', async () => {
  const { user, typed } = open({ kind: mediationCase });
  await user.click(screen.getByRole('textbox', { name: '纠纷简要情况' }));
  await user.paste('因\u0000排水\u202e沟\u200b争执👨‍👩‍👧𠮷');
  expect(of(typed(), 'facts')).toBe('因排水沟争执👨‍👩‍👧𠮷');
  expect(screen.getByText('已去掉看不见的字符')).toBeTruthy();
});

test('a rare character and a face count as one, as the rule counts them', () => {
  open({ kind: mediationCase, typed: { facts: `𠮷😀${'长'.repeat(9998)}` } });
  expect(screen.getByText('10000 / 10000 字')).toBeTruthy();
});

test('typing one character draws no other field again', async () => {
  const { user } = open({ kind: mediationCase });
  const before = screen.getByRole('radiogroup', { name: '结果' });
  const changes = vi.fn<() => void>();
  const observer = new MutationObserver(changes);
  observer.observe(before, { subtree: true, childList: true, attributes: true, characterData: true });
  await user.type(screen.getByRole('textbox', { name: '纠纷简要情况' }), '水');
  observer.disconnect();
  expect(changes).not.toHaveBeenCalled();
});

test('details of a party fold behind one button and tell what can be added', async () => {
  const { user, typed } = open({ kind: mediationCase });
  const [details] = screen.getAllByRole('button', { name: /^当事人（甲方）详情：补充/ });
  expect(screen.queryByLabelText('电话')).toBeNull();
  await user.click(details as HTMLElement);
  const phone = screen.getByLabelText<HTMLInputElement>('电话');
  expect(phone.inputMode).toBe('tel');
  await user.type(phone, '13800000000');
  expect(Object.values(typed()['parties'] as Typed)[0]).toMatchObject({ phone: '13800000000' });
});

test('a party is added and taken away again, and what was taken away can be brought back', async () => {
  const { user, typed } = open({ kind: mediationCase });
  await user.click(screen.getByRole('button', { name: '添加乙方' }));
  const names = screen.getAllByRole('textbox', { name: /姓名$/ });
  expect(names).toHaveLength(3);
  await waitFor(() => expect(document.activeElement).toBe(names[2]));
  await user.type(names[2] as HTMLElement, '张三');
  const [remove] = screen.getAllByRole('button', { name: /^移去/ });
  await user.click(remove as HTMLElement);
  expect(Object.keys(typed()['parties'] as Typed)).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: '撤销' }));
  expect(Object.values(typed()['parties'] as Typed)[2]).toMatchObject({ name: '张三' });
});

test('five workers against one firm are added to their side with one tap each, and each is named apart', async () => {
  const { user, typed } = open({ kind: mediationCase });
  for (let n = 0; n < 4; n++) await user.click(screen.getByRole('button', { name: '添加甲方' }));
  const sides = Object.values(typed()['parties'] as Typed).map((party) => (party as Typed)['side']);
  expect(sides).toEqual(['partyA', 'partyB', 'partyA', 'partyA', 'partyA', 'partyA']);
  const names = screen
    .getAllByRole('textbox', { name: /姓名$/ })
    .map((box) => (box as HTMLInputElement).labels?.[0]?.textContent);
  expect(new Set(names).size).toBe(6);
  await user.type(screen.getByRole('textbox', { name: '当事人（甲方）5 姓名' }), '石三妹');
  expect(Object.values(typed()['parties'] as Typed)[5]).toMatchObject({ name: '石三妹' });
});

test('a field that is not asked is not shown, and what was typed in it is kept', async () => {
  const { user, typed } = open({ kind: mediationCase, typed: { status: 'settled', agreementForm: 'written' } });
  expect(screen.getByRole('radiogroup', { name: '协议形式' })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: '调解不成' }));
  expect(screen.queryByRole('radiogroup', { name: '协议形式' })).toBeNull();
  expect(of(typed(), 'agreementForm')).toBe('written');
});

test('a form of publicity brings its figure to the first screen; unticked, what was typed waits under 更多信息', async () => {
  const { user, typed } = open({ kind: publicityEvent });
  expect(screen.queryByRole('textbox', { name: '横幅' })).toBeNull();
  const forms = screen.getByRole('group', { name: '活动形式' });
  await user.click(within(forms).getByRole('checkbox', { name: '悬挂横幅' }));
  await user.click(within(forms).getByRole('checkbox', { name: '法律咨询' }));
  const fields = Array.from(document.querySelectorAll('[data-field]'), (one) => one.getAttribute('data-field'));
  expect(fields.slice(-4)).toEqual(['forms', 'materials', 'banners', 'consultations']);
  await user.type(screen.getByRole('textbox', { name: '横幅' }), '6');

  await user.click(within(forms).getByRole('checkbox', { name: '悬挂横幅' }));
  expect(screen.queryByRole('textbox', { name: '横幅' })).toBeNull();
  expect(of(typed(), 'banners')).toBe('6');
  await user.click(screen.getByRole('button', { name: /^更多信息\s*已填 1 项$/ }));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '横幅' }).value).toBe('6');
  await user.click(within(forms).getByRole('checkbox', { name: '悬挂横幅' }));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '横幅' }).value).toBe('6');
});

test('attendance: everybody at once, then untick who was missing', async () => {
  const { user, typed } = open({ kind: training, folk: people(30) });
  const roster = screen.getByRole('group', { name: '到会' });
  await user.click(within(roster).getByRole('button', { name: '全部到会' }));
  expect(Object.keys(typed()['attendance'] as Typed)).toHaveLength(30);
  expect(screen.getByText('到会 30 / 30')).toBeTruthy();
  const [first] = within(roster).getAllByRole('checkbox');
  await user.click(first as HTMLElement);
  expect(Object.keys(typed()['attendance'] as Typed)).toHaveLength(29);
  const second = people(30)[1]?.label ?? '';
  const [state] = within(roster).getAllByRole('combobox', { name: `${second}的情况` });
  await user.selectOptions(state as HTMLElement, '请假');
  expect(screen.getByText('到会 28 / 30')).toBeTruthy();
});

test('somebody outside the chosen rosters is ticked as well, after 显示全部人员', async () => {
  const folk = people(30);
  const { user, typed } = open({ kind: training, folk, roster: folk.slice(0, 4) });
  const field = screen.getByRole('group', { name: '到会' });
  const names = () => within(field).getAllByRole('checkbox').length;
  await user.click(within(field).getByRole('button', { name: '全部到会' }));
  screen.getByText('到会 4 / 4');

  await user.click(within(field).getByRole('button', { name: '显示全部人员（另有 26 人）' }));
  expect(names()).toBe(30);
  const outside = within(field).getAllByRole('checkbox')[20] as HTMLElement;
  await user.click(outside);
  // The row stays where it was tapped.
  expect(within(field).getAllByRole('checkbox')[20]).toBe(outside);
  screen.getByText('到会 5 / 5');
  // 全部到会 means the rosters: nobody else is ticked unasked.
  await user.click(within(field).getByRole('button', { name: '全部到会' }));
  expect(Object.keys(typed()['attendance'] as Typed)).toEqual(['p1', 'p2', 'p3', 'p4', 'p21']);

  await user.click(within(field).getByRole('button', { name: '只显示所选对象' }));
  expect(names()).toBe(5);
  screen.getByText('到会 5 / 5');
});

test('a training adds up who came, from the roster and beyond, while one types', async () => {
  const { user } = open({ kind: training, folk: people(30) });
  expect(screen.queryByText('共到会')).toBeNull();
  await user.click(screen.getByRole('button', { name: '全部到会' }));
  const total = () => screen.getByText('共到会').parentElement?.textContent;
  expect(total()).toBe('共到会 30人（点名 30，名册外 0）');
  await user.click(screen.getByRole('button', { name: '添加名册外人员' }));
  const guests = screen.getByRole('textbox', { name: /人数/ });
  await user.type(guests, '14');
  // The line came and changed beside it, and the cursor stayed.
  expect(document.activeElement).toBe(guests);
  expect(total()).toBe('共到会 44人（点名 30，名册外 14）');
  const [first] = screen.getAllByRole('combobox', { name: /的情况$/ });
  await user.selectOptions(first as HTMLElement, '缺席');
  expect(total()).toBe('共到会 43人（点名 29，名册外 14）');
  screen.getByText('到会 29 / 30');
  await user.selectOptions(first as HTMLElement, '迟到');
  expect(total()).toBe('共到会 44人（点名 30，名册外 14）');
  screen.getByText('到会 30 / 30');
});

test('attendance is searched by name and pinyin', async () => {
  const { user } = open({ kind: training, folk: people(30) });
  await user.type(screen.getByRole('searchbox', { name: '查找到会人员' }), 'rgm');
  expect(within(screen.getByRole('group', { name: '到会' })).getAllByRole('checkbox')).toHaveLength(15);
});

test('an open list takes words of one’s own', async () => {
  const { user, typed } = open({ kind: training });
  const audience = screen.getByRole('group', { name: '对象' });
  await user.click(within(audience).getByRole('button', { name: '其他…' }));
  await user.type(screen.getByRole('textbox', { name: '对象：其他' }), '退役军人{Enter}');
  expect(of(typed(), 'audience')).toEqual(['退役军人']);
  expect(within(audience).getByRole<HTMLInputElement>('checkbox', { name: '退役军人' }).checked).toBe(true);
});

test('a link is found by typing and chosen by keys alone', async () => {
  const { user, typed } = open({ kind: screening, folk: people(30), unfolded: true });
  await user.click(screen.getByRole('button', { name: '排查人：找别人…' }));
  const box = screen.getByRole('combobox', { name: '查找排查人' });
  box.focus();
  await user.keyboard('txy{ArrowDown}{ArrowDown}{Enter}');
  expect(of(typed(), 'by')).toEqual(['p1', 'p4']);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('combobox', { name: '查找排查人' })).toBeNull();
});

test('of many people the likeliest stand as chips, one tap each', async () => {
  const { user, typed } = open({ kind: screening, folk: people(30), unfolded: true });
  const chips = within(screen.getByRole('group', { name: '排查人' })).getAllByRole('checkbox');
  expect(chips).toHaveLength(4);
  await user.click(chips[2] as HTMLElement);
  expect(of(typed(), 'by')).toEqual(['p1', 'p3']);
});

test('somebody not on the list can be made from the words typed', async () => {
  const onCreate = vi.fn<(to: string, role: string | undefined, words: string, path: string) => void>();
  const { user } = open({ kind: screening, folk: people(30), unfolded: true, onCreate });
  await user.click(screen.getByRole('button', { name: '排查人：找别人…' }));
  await user.type(screen.getByRole('combobox', { name: '查找排查人' }), '秦良玉');
  await user.click(screen.getByRole('option', { name: '新增“秦良玉”' }));
  expect(onCreate).toHaveBeenCalledWith('person', undefined, '秦良玉', 'by');
});

test('Enter goes from one party to the next, not out of the last', async () => {
  const { user } = open({ kind: mediationCase });
  const second = screen.getByRole('textbox', { name: '当事人（乙方） 姓名' });
  await user.type(screen.getByRole('textbox', { name: '当事人（甲方） 姓名' }), '冉光明{Enter}');
  expect(document.activeElement).toBe(second);
  await user.keyboard('田秀英{Enter}');
  expect(document.activeElement).toBe(second);
  expect(second).toHaveProperty('value', '田秀英');
});

test('a period that is asked for is this week, the week before is one tap', async () => {
  const { user, typed } = open({ kind: screening });
  expect(screen.getByRole('button', { name: '2024年6月17日至23日' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '上一周' }));
  expect(of(typed(), 'period')).toEqual({ from: '2024-06-10', to: '2024-06-16' });
  await user.click(screen.getByRole('radio', { name: '按月' }));
  expect(of(typed(), 'period')).toEqual({ from: '2024-06-01', to: '2024-06-30' });
});

test('a switch says 是 or 否', async () => {
  const { user, typed } = open({ kind: mediationCase, unfolded: true });
  const flag = screen.getByRole('checkbox', { name: '民转刑' });
  await user.click(flag);
  expect(of(typed(), 'escalatedToCriminal')).toBe(true);
  await user.click(flag);
  expect(of(typed(), 'escalatedToCriminal')).toBe(false);
});

test('roles of a person are items with their own fields', async () => {
  const { user } = open({ kind: person, unfolded: true });
  expect(screen.getByRole('textbox', { name: '姓名' })).toBeTruthy();
  const add = screen.getByRole('button', { name: /^添加/ });
  await user.click(add);
  expect(document.querySelectorAll('[data-field^="roles."]').length).toBeGreaterThan(0);
});

function describedBy(element: Element): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

test('everything that law warns of is said under its field, not the first thing alone', () => {
  open({
    kind: mediationCase,
    warnings: [
      { field: 'parties', message: '提醒：有当事人同名' },
      { field: 'parties', message: '提醒：单位作当事人要写明代理人' },
      { field: 'closedOn', message: '提醒：另一处' },
    ],
  });
  const first = screen.getByText('提醒：有当事人同名');
  const said = first.closest('[role=status]') as HTMLElement;
  within(said).getByText('提醒：单位作当事人要写明代理人');
  expect(said.textContent).not.toContain('另一处');
});
