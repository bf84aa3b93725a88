import { describe, expect, test } from 'vitest';
import { courseOf, eventsOf, startOfStep } from '#core/case-course.ts';
import type { CourseContext } from '#core/case-step.ts';
import { caseSteps, stepsFrom } from '#core/case-steps.ts';
import { readDraft, problemsOf } from '#core/validate.ts';
import { nextStatuses } from '#kinds/case-rules.ts';
import { caseStatuses } from '#kinds/codes.ts';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/index.ts';
import { rawOf } from '#core/raw.ts';

const context = (more: Partial<CourseContext> = {}): CourseContext => ({
  today: '2026-06-03',
  me: '李伟',
  personName: (id) => (id === 'm1' ? '李伟' : ''),
  isOffice: false,
  holidays: [],
  subsidy: undefined,
  ...more,
});
const parties = {
  a: { name: '田大明', side: 'partyA' },
  b: { name: '示例公司', side: 'partyB', partyKind: 'organisation', representative: '冉小红' },
};
const aCase = (more: Values = {}): Values => ({
  parties,
  disputeType: 'contract',
  facts: '货款没有付清',
  status: 'accepted',
  acceptedOn: '2026-05-20',
  source: 'ownMotion',
  committee: 'c1',
  mediators: ['m1'],
  ...more,
});
const lead = (values: Values, more: Partial<CourseContext> = {}) => courseOf(values, context(more)).lead?.id ?? null;
const offered = (values: Values, more: Partial<CourseContext> = {}) =>
  stepsFrom(values, context(more)).map(({ id }) => id);

/** Takes a step as a person does who changes nothing in its form. */
function taken(values: Values, id: string, more: Partial<CourseContext> = {}): Values {
  const step = caseSteps.find((one) => one.id === id);
  if (step === undefined) throw new Error(id);
  let made = 0;
  const newItemId = () => `i${String((made += 1)).padStart(3, '0')}${id}`;
  const { typed } = startOfStep(step, values, context(more), newItemId);
  const raw = { ...rawOf(mediationCase.fields, values), ...typed };
  const read = readDraft(mediationCase, raw);
  expect(read.problems).toEqual([]);
  return read.values;
}

describe('[M1] domain.md §1.5 as a table', () => {
  test('steps that change the status follow the states, and every state has a step that leads to it', () => {
    const wrong = caseSteps.flatMap(({ id, from, to }) =>
      from
        .filter((status) => to !== undefined && status !== to && !nextStatuses(status).includes(to))
        .map((s) => `${s} ${id}`),
    );
    expect(wrong).toEqual([]);
    const reached = new Set(caseSteps.map(({ to }) => to));
    expect(caseStatuses.codes.map(({ id }) => id).filter((id) => id !== 'registered' && !reached.has(id))).toEqual([]);
  });

  test('every step asks for fields that a case has, and each id stands once', () => {
    const unknown = caseSteps.flatMap(({ fields }) => fields.filter((id) => !(id in mediationCase.fields)));
    expect(unknown).toEqual([]);
    expect(new Set(caseSteps.map(({ id }) => id)).size).toBe(caseSteps.length);
  });

  test.each([
    ['registered', ['accept', 'decline', 'report']],
    ['accepted', ['mediate', 'settle', 'investigate', 'report', 'fail', 'terminate', 'extend']],
    ['declined', ['submit', 'archive']],
  ])('from %s', (status, ids) => expect(offered(aCase({ status }))).toEqual(ids));

  test('an archived case takes amendments; the office may open it again', () => {
    const archived = aCase({ status: 'settled', archivedOn: '2026-06-01' });
    expect(offered(archived)).toEqual(['amend']);
    expect(offered(archived, { isOffice: true })).toEqual(['approve', 'amend', 'unseal']);
    expect(taken(archived, 'unseal', { isOffice: true }).archivedOn).toBeUndefined();
  });

  test('[M7] of a case that the township goes on with, the village closes the file and does nothing else', () => {
    const handedUp = { on: '2026-06-01', newCase: 'x' };
    expect(offered(aCase({ handedUp }), { isOffice: true })).toEqual(['archive']);
    expect(lead(aCase({ handedUp }))).toBe('archive');
    expect(offered(aCase({ handedUp, archivedOn: '2026-06-02' }), { isOffice: true })).toEqual(['amend', 'unseal']);
    // While it waits, it runs on in the village.
    expect(offered(aCase({ handedUp: { on: '2026-06-01' } }))).toContain('settle');
  });
});

test('the doorstep: registered to archived by the leading steps alone, nothing left to correct', () => {
  let values = aCase({ status: 'registered' });
  const went: string[] = [];
  while (went.length < 12) {
    const id = lead(values, { isOffice: true });
    if (id === null || id === 'amend') break;
    went.push(id);
    values = taken(values, id, { isOffice: true });
    if (id === 'settle')
      values = { ...values, agreementForm: 'oral', agreementItems: { x: { content: '当场付清' } }, agreedAmount: 1000 };
    expect(problemsOf(mediationCase, values, { today: '2026-06-03' })).toEqual([]);
  }
  expect(went).toEqual(['accept', 'mediate', 'settle', 'perform', 'archive']);
  expect(values).toMatchObject({ status: 'settled', performance: 'performed', archivedOn: '2026-06-03' });
});

test('the full path: sessions are added one after the other, with what the last one knew', () => {
  let values = taken(aCase(), 'mediate');
  expect(values).toMatchObject({ status: 'inMediation', rightsNoticeOn: '2026-06-03' });
  values = { ...values, sessions: { a: { heldOn: '2026-05-25', place: '村委会', body: '各说各的' } } };
  const second = taken(values, 'mediate');
  expect(Object.values(second.sessions as object)).toEqual([
    { heldOn: '2026-05-25', place: '村委会', body: '各说各的' },
    { heldOn: '2026-06-03', place: '村委会', recorder: '李伟' },
  ]);
  const label = caseSteps.find(({ id }) => id === 'mediate')?.label;
  expect(label?.(second)).toBe('记第3次调解');
});

test('art. 29: a written agreement asks for every signature that is missing, by whoever acts for the party', () => {
  const settled = aCase({ status: 'settled', agreementForm: 'written', closedOn: '2026-06-01' });
  expect(lead(settled)).toBe('sign');
  const signed = taken(settled, 'sign');
  expect(Object.values(signed.signatures as object)).toEqual([
    { signer: 'party', name: '田大明', signedOn: '2026-06-01', manner: 'signed' },
    { signer: 'party', name: '冉小红', signedOn: '2026-06-01', manner: 'sealed' },
    { signer: 'mediator', name: '李伟', signedOn: '2026-06-01', manner: 'signed' },
    { signer: 'seal', signedOn: '2026-06-01', manner: 'sealed' },
  ]);
  expect(lead(signed)).toBe('perform');
  const { closedOn: _, ...undated } = settled;
  expect(Object.values(taken(undated, 'sign').signatures as object)[0]).toMatchObject({ signedOn: '2026-06-03' });
  const half = { ...settled, signatures: { a: { signer: 'party', name: '冉小红', signedOn: '2026-06-01' } } };
  expect(Object.values(taken(half, 'sign').signatures as object)).toHaveLength(4);
});

test('art. 33: confirmation is offered within its window and never after what was performed', () => {
  const settled = aCase({ status: 'settled', agreementForm: 'oral', closedOn: '2026-05-20', performance: 'pending' });
  expect(offered(settled)).toContain('confirm');
  expect(offered(settled, { today: '2026-06-22' })).toContain('confirm');
  expect(offered(settled, { today: '2026-06-23' })).not.toContain('confirm');
  expect(offered({ ...settled, performance: 'performed' })).not.toContain('confirm');
  expect(taken(settled, 'confirm').judicialConfirmation).toEqual({ state: 'applied', appliedOn: '2026-06-03' });
  expect(offered(taken(settled, 'confirm'))).toContain('confirmed');
});

test('review goes back and forth between village and office', () => {
  const closed = aCase({ status: 'notSettled', closedOn: '2026-06-01', routesAdvised: ['litigation'] });
  const sent = taken(closed, 'submit');
  expect(offered(sent)).not.toContain('submit');
  expect(lead(sent, { isOffice: true })).toBe('approve');
  const back = taken(sent, 'return', { isOffice: true });
  expect(back.review).toEqual({ state: 'returned', on: '2026-06-03', by: '李伟' });
  expect(lead({ ...back, review: { state: 'returned', opinion: '补签名' } })).toBe('submit');
  expect([offered(sent), offered(back)].map((steps) => steps.includes('archive'))).toEqual([true, false]);
  expect(taken(back, 'approve', { isOffice: true }).review).toMatchObject({ state: 'approved' });
});

test('a file that was archived before it was looked over, or came back archived, is not lost for review and subsidy', () => {
  const archived = aCase({
    status: 'settled',
    agreementForm: 'oral',
    closedOn: '2026-05-20',
    archivedOn: '2026-06-01',
  });
  expect(lead(archived, { isOffice: true })).toBe('amend');
  const approved = taken(archived, 'approve', { isOffice: true });
  expect(approved.review).toMatchObject({ state: 'approved' });
  expect(offered(approved, { isOffice: true })).not.toContain('approve');
  expect(offered(approved, { subsidy: 20_000 })).not.toContain('claim');
  expect(lead(approved, { isOffice: true, subsidy: 20_000 })).toBe('claim');
  expect(offered({ ...archived, review: { state: 'returned' } }, { isOffice: true })).toContain('approve');
});

test('a risk leads while it is not reported; subsidy is offered when its conditions are met, with the tariff', () => {
  expect(lead(aCase({ risk: 'possible' }))).toBe('report');
  expect(lead(aCase({ risk: 'reported' }))).toBe('mediate');
  const done = aCase({ status: 'settled', agreementForm: 'oral', closedOn: '2026-05-20', performance: 'performed' });
  expect(offered(done)).not.toContain('claim');
  expect(lead(done, { subsidy: 20_000 })).toBe('claim');
  expect(taken(done, 'claim', { subsidy: 20_000 }).subsidy).toEqual({ state: 'applied', amount: 20_000 });
  expect(taken(done, 'claim', { subsidy: null }).subsidy).toEqual({ state: 'applied' });
});

test('every instalment is performed today unless it was before', () => {
  const agreementItems = {
    a: { content: '一期', performedOn: '2026-05-25' },
    b: { content: '二期', dueOn: '2026-06-01' },
  };
  const values = aCase({ status: 'settled', agreementForm: 'oral', closedOn: '2026-05-20', agreementItems });
  const { agreementItems: after, performance } = taken(values, 'perform');
  expect(performance).toBe('performed');
  expect(after).toEqual({
    a: { content: '一期', performedOn: '2026-05-25' },
    b: { content: '二期', dueOn: '2026-06-01', performedOn: '2026-06-03' },
  });
});

test('[C7] with a wrong clock no step proposes a day', () => {
  for (const { id } of stepsFrom(aCase(), context({ today: null }))) {
    expect(JSON.stringify(taken(aCase(), id, { today: null }))).not.toContain('2026-06-03');
  }
});

test('what happened stands in order of time and names nobody', () => {
  const events = eventsOf(
    aCase({
      status: 'settled',
      agreementForm: 'oral',
      occurredOn: '2026-05-01',
      closedOn: '2026-05-28',
      rightsNoticeOn: '2026-05-20',
      sessions: { a: { heldOn: '2026-05-28' }, b: { heldOn: '2026-05-24' } },
      agreementItems: { x: { content: '田大明付清', performedOn: '2026-05-29' } },
      followUps: { f: { on: '2026-06-02' } },
    }),
  );
  expect(events.map(({ day, text }) => `${day.slice(5)} ${text}`)).toEqual([
    '05-01 发生纠纷',
    '05-20 受理',
    '05-20 告知权利义务',
    '05-24 第1次调解',
    '05-28 第2次调解',
    '05-28 调解成功',
    '05-29 协议第1项已履行',
    '06-02 第1次回访',
  ]);
  expect(JSON.stringify(events)).not.toContain('田大明');
});
