import { describe, expect, test } from 'vitest';
import { dossierOf } from '#core/dossier.ts';
import { problemsOf, warningsOf } from '#core/validate.ts';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/index.ts';

const TODAY = '2026-06-30';
const parties = { a: { name: '田大明', side: 'partyA' }, b: { name: '冉小红', side: 'partyB' } };
const aCase = (more: Values = {}): Values => ({
  parties,
  disputeType: 'contract',
  facts: '货款没有付清',
  status: 'settled',
  acceptedOn: '2026-05-10',
  source: 'ownMotion',
  committee: 'c1',
  mediators: ['m1'],
  closedOn: '2026-05-20',
  ...more,
});
const signatures = {
  a: { signer: 'party', name: '田大明', signedOn: '2026-05-20' },
  b: { signer: 'party', name: '冉小红', signedOn: '2026-05-21' },
  c: { signer: 'mediator', signedOn: '2026-05-20' },
  d: { signer: 'seal', signedOn: '2026-05-21' },
};
const written: Values = {
  agreementForm: 'written',
  rightsNoticeOn: '2026-05-12',
  sessions: { s: { heldOn: '2026-05-12', body: '谈' } },
  agreementItems: { i: { content: '付清货款', performedOn: '2026-05-25' } },
  signatures,
};
const states = (values: Values) =>
  Object.fromEntries(dossierOf(values, TODAY).papers.map(({ id, state }) => [id, state]));
const lacking = (values: Values) =>
  dossierOf(values, TODAY)
    .papers.filter(({ state }) => state === 'lacking')
    .map(({ id }) => id);
const warned = (values: Values) => warningsOf(mediationCase, values, { today: TODAY }).map(({ field }) => field);

describe('domain.md §1.3: what a file must hold', () => {
  test('an oral settlement: the register of acceptance and that of the agreement, nothing else', () => {
    const oral = aCase({ agreementForm: 'oral', agreementItems: { i: { content: '当场付清' } } });
    expect(dossierOf(oral, TODAY)).toMatchObject({ lacking: 0, isWhole: true, warnings: [], forbidden: [] });
    const there = Object.entries(states(oral)).filter(([, state]) => state === 'there');
    expect(there.map(([id]) => id)).toEqual(['acceptance', 'agreement']);
  });

  test('a written one: notice, record, agreement, signatures; identity papers lie in the paper file', () => {
    expect(states(aCase(written))).toMatchObject({
      acceptance: 'there',
      rightsNotice: 'there',
      identity: 'byHand',
      session: 'there',
      agreement: 'there',
      signatures: 'there',
      powerOfAttorney: 'none',
    });
    const { a, ...rest } = signatures;
    expect(a.signer).toBe('party');
    expect(lacking(aCase({ ...written, signatures: rest }))).toEqual(['signatures']);
    expect(lacking(aCase({ agreementForm: 'written' }))).toEqual([
      'rightsNotice',
      'session',
      'agreement',
      'signatures',
    ]);
  });

  test('on application the requests; with a representative the power of attorney; art. 26: failed, the routes advised', () => {
    expect(lacking(aCase({ ...written, source: 'application' }))).toEqual(['acceptance']);
    const acting = { ...parties, b: { ...parties.b, representative: '冉大力' } };
    expect(states(aCase({ ...written, parties: acting })).powerOfAttorney).toBe('byHand');
    const failed = aCase({ status: 'notSettled', sessions: written.sessions, rightsNoticeOn: '2026-05-12' });
    expect(lacking(failed)).toEqual(['routes']);
  });
});

describe('out of order in time: said, and stops nothing', () => {
  test.each<[string, Values, string]>([
    [
      'a session before acceptance',
      { sessions: { s: { heldOn: '2026-05-09', body: '谈' } }, rightsNoticeOn: '2026-05-09' },
      'sessions',
    ],
    ['若干规定 art. 30: notice after the first session', { rightsNoticeOn: '2026-05-13' }, 'rightsNoticeOn'],
    [
      'a session after the end',
      { sessions: { s: { heldOn: '2026-05-12', body: '谈' }, t: { heldOn: '2026-05-29', body: '谈' } } },
      'closedOn',
    ],
    [
      'a signature before acceptance',
      { signatures: { ...signatures, a: { signer: 'party', signedOn: '2026-05-01' } } },
      'signatures',
    ],
    [
      'performed before effect',
      { agreementItems: { i: { content: '付清', performedOn: '2026-05-20' } } },
      'agreementItems',
    ],
    ['a visit before the end', { followUps: { f: { on: '2026-05-15' } } }, 'followUps'],
    [
      'confirmation before effect',
      { judicialConfirmation: { state: 'applied', appliedOn: '2026-05-20' } },
      'judicialConfirmation',
    ],
    ['filed before the end', { archivedOn: '2026-05-15' }, 'archivedOn'],
    ['signed after filing', { archivedOn: '2026-05-20' }, 'archivedOn'],
  ])('%s', (_what, more, field) => {
    const values = aCase({ ...written, performance: 'performed', ...more });
    expect(warned(values)).toContain(field);
    expect(problemsOf(mediationCase, values, { today: null })).toEqual([]);
  });

  test('a case that does not say who mediated lacks that, though every paper can be made', () => {
    const file = dossierOf(aCase({ ...written, mediators: undefined }), TODAY);
    expect([file.lacking, file.missing.map(({ label }) => label), file.isWhole]).toEqual([0, ['调解员'], false]);
    expect(dossierOf(aCase({ facts: '' }), TODAY).missing).toEqual([]);
  });

  test('a sound case is warned of nothing', () =>
    expect(warned(aCase({ ...written, performance: 'performed' }))).toEqual([]));

  test('art. 33: confirmation asked for after the window, which ends behind 端午', () => {
    const late = (appliedOn: string) =>
      dossierOf(aCase({ ...written, judicialConfirmation: { state: 'applied', appliedOn } }), TODAY).warnings;
    expect(late('2026-06-22').filter(({ field }) => field === 'judicialConfirmation')).toEqual([]);
    expect(late('2026-06-23')).toContainEqual({
      field: 'judicialConfirmation',
      message: '提醒：申请司法确认应在2026年6月22日前，晚了法院可能不收（《人民调解法》第三十三条）',
    });
  });

  test('art. 30: an oral agreement is signed on the day it takes effect or not at all', () =>
    expect(warned(aCase({ agreementForm: 'oral', signatures }))).toContain('signatures'));
});

describe('who', () => {
  const many = (more: (n: number) => Values) =>
    Object.fromEntries(Array.from({ length: 12 }, (_one, n) => [`p${n}`, { name: '田大明', ...more(n) }]));

  test('twelve parties of one name are told apart by something else, or it is said', () => {
    expect(warned(aCase({ ...written, parties: many(() => ({})) }))).toContain('parties');
    expect(warned(aCase({ parties: many((n) => ({ phone: `138000000${10 + n}` })) }))).not.toContain('parties');
    expect(
      warned(aCase({ parties: many((n) => ({ phone: n < 2 ? '13800000000' : `138000000${10 + n}` })) })),
    ).toContain('parties');
  });

  test('an organisation has somebody who acts for it, a minor a guardian', () => {
    const company = { ...parties, b: { name: '示例公司', partyKind: 'organisation' } };
    expect(warned(aCase({ parties: company }))).toContain('parties');
    expect(warned(aCase({ parties: { ...company, b: { ...company.b, representative: '冉大力' } } }))).not.toContain(
      'parties',
    );
    const minor = { ...parties, b: { name: '冉小红', age: 12 } };
    expect(warned(aCase({ parties: minor }))).toContain('parties');
    expect(warned(aCase({ parties: { ...minor, b: { ...minor.b, guardian: '冉大力' } } }))).not.toContain('parties');
  });
});

describe('what law forbids stops saving, and says which law', () => {
  test('art. 17: no mediation after a party has clearly refused', () => {
    const refused = aCase({
      status: 'terminated',
      terminationReason: 'refused',
      sessions: { s: { heldOn: '2026-05-21' } },
    });
    const [problem] = problemsOf(mediationCase, refused, { today: TODAY });
    expect(problem).toMatchObject({ field: 'sessions' });
    expect(problem?.message).toContain('《人民调解法》第十七条');
    expect(dossierOf(refused, TODAY).forbidden).toHaveLength(1);
    expect(problemsOf(mediationCase, { ...refused, closedOn: '2026-05-21' }, { today: TODAY })).toEqual([]);
  });

  test('an extension needs everybody’s consent', () => {
    const open = aCase({ status: 'inMediation', closedOn: undefined, extension: { until: '2026-07-10' } });
    expect(problemsOf(mediationCase, open, { today: TODAY }).map(({ field }) => field)).toEqual([
      'extension.allAgreed',
    ]);
    const agreed = { ...open, extension: { until: '2026-07-10', allAgreed: true } };
    expect(problemsOf(mediationCase, agreed, { today: TODAY })).toEqual([]);
  });
});
