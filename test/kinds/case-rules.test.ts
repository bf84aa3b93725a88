import { describe, expect, test } from 'vitest';
import { looksLikeOrganisation, refusalRules } from '#kinds/case-order.ts';
import type { Group, Values } from '#kinds/field.ts';
import { effectiveOn, isMinor, nextStatuses, peopleInvolvedOf } from '#kinds/case-rules.ts';
import { mediationCase } from '#kinds/index.ts';
import { missingOf, problemsOf, shownFields, warningsOf } from '#core/validate.ts';

const TODAY = { today: '2024-12-31' };
const parties = { a: { name: '张三', side: 'partyA' }, b: { name: '李四', side: 'partyB' } };

/** A case that may be saved; what is given comes on top. */
const aCase = (more: Values = {}): Values => ({
  parties,
  disputeType: 'neighbor',
  facts: '因排水发生争执',
  status: 'accepted',
  acceptedOn: '2024-06-03',
  source: 'ownMotion',
  committee: 'c1',
  mediators: ['m1'],
  ...more,
});
const aSettledCase = (form: 'oral' | 'written', more: Values = {}): Values =>
  aCase({
    status: 'settled',
    agreementForm: form,
    closedOn: '2024-06-05',
    agreementItems: { i: { content: '各退一步' } },
    ...more,
  });

const problemsAt = (values: Values) => problemsOf(mediationCase, values, TODAY).map(({ field }) => field);
const missing = (values: Values) => missingOf(mediationCase, values).map(({ field }) => field);
const warnings = (values: Values) => warningsOf(mediationCase, values).map(({ field }) => field);

describe('† what is required before a case is complete, on the path it takes', () => {
  test('an accepted case needs facts and mediators, and no notice yet', () => {
    expect(missing(aCase())).toEqual([]);
    expect(missing(aCase({ facts: undefined, mediators: undefined }))).toEqual(['facts', 'mediators']);
  });

  test('an oral settlement needs application or acceptance register and oral-agreement register, nothing else', () => {
    expect(missing(aSettledCase('oral'))).toEqual([]);
    expect(missing(aSettledCase('oral', { agreementItems: undefined }))).toEqual(['agreementItems']);
  });

  test('a written settlement needs notice, mediation record, agreement and signatures as well (domain.md §1.3)', () => {
    expect(missing(aSettledCase('written'))).toEqual(['rightsNoticeOn', 'sessions', 'signatures']);
  });

  test('art. 26: failed mediation needs its record and the routes advised', () => {
    expect(missing(aCase({ status: 'notSettled' }))).toEqual([
      'closedOn',
      'routesAdvised',
      'rightsNoticeOn',
      'sessions',
    ]);
  });

  test('a terminated case needs its reason, so does a declined one, which has no mediator', () => {
    expect(missing(aCase({ status: 'terminated', closedOn: '2024-06-05' }))).toEqual(['terminationReason']);
    expect(missing(aCase({ status: 'declined', mediators: undefined }))).toEqual(['declineReason']);
  });

  test('art. 25: a risk that was reported names to whom and when', () => {
    expect(missing(aCase({ risk: 'reported' }))).toEqual(['reportedTo', 'reportedAt']);
    expect(missing(aCase({ risk: 'possible' }))).toEqual([]);
  });
});

describe('[M4] * what stops saving', () => {
  test('the least that can be saved', () =>
    expect(problemsAt(aCase({ facts: undefined, mediators: undefined }))).toEqual([]));

  test('parties: at least two', () => {
    const message = { field: 'parties', message: '至少要有2个当事人' };
    expect(problemsOf(mediationCase, aCase({ parties: undefined }), TODAY)).toEqual([message]);
    expect(problemsOf(mediationCase, aCase({ parties: { a: { name: '张三' } } }), TODAY)).toEqual([message]);
  });

  test('a party without name is named by its path', () => {
    const nameless = { a: { name: '张三' }, b: { phone: '13812345678' } };
    expect(problemsOf(mediationCase, aCase({ parties: nameless }), TODAY)).toEqual([
      { field: 'parties.b.name', message: '请填写姓名' },
    ]);
  });

  test('其他 needs text', () => {
    expect(problemsAt(aCase({ disputeType: 'other' }))).toEqual(['disputeSubtype']);
    expect(problemsAt(aCase({ disputeType: 'other', disputeSubtype: '祖坟迁移' }))).toEqual([]);
  });

  test('a day to come is refused where it makes no sense, while today is known [C7]', () => {
    const values = aCase({ acceptedOn: '2025-01-01' });
    expect(problemsOf(mediationCase, values, TODAY)).toEqual([
      { field: 'acceptedOn', message: '受理日期不能晚于今天（2024年12月31日）' },
    ]);
    expect(problemsOf(mediationCase, values, { today: null })).toEqual([]);
    const party = { ...parties, a: { name: '张三', birthDate: '2025-02-01' } };
    expect(problemsAt(aCase({ parties: party }))).toEqual(['parties.a.birthDate']);
  });

  test('[M4] days that cannot be in that order are pointed out and stop nothing: no law forbids them', () => {
    const odd: readonly (readonly [field: string, values: Values])[] = [
      ['closedOn', aSettledCase('oral', { closedOn: '2024-06-02' })],
      ['occurredOn', aCase({ occurredOn: '2024-06-04' })],
      [
        'judicialConfirmation',
        aSettledCase('oral', {
          judicialConfirmation: { state: 'rejected', appliedOn: '2024-06-05', decidedOn: '2024-06-04' },
        }),
      ],
    ];
    for (const [field, values] of odd) {
      expect(problemsAt(values), field).toEqual([]);
      expect(warnings(values), field).toEqual([field]);
    }
  });

  test('[M4] every warning says that it is one, and whatever law forbids names its article', () => {
    for (const { message } of mediationCase.warnings ?? []) expect(message).toMatch(/^提醒：/);
    for (const { message } of refusalRules) expect(message).toMatch(/^《.+》第.+条：/);
  });

  test('a company that was written down as a person is pointed out', () => {
    const of = (party: Values) => warnings(aCase({ parties: { ...parties, b: { ...parties.b, ...party } as Group } }));
    expect(of({ name: '示例建筑劳务有限公司' })).toEqual(['parties']);
    expect(of({ name: '示例公司', partyKind: 'organisation', representative: '王经理' })).toEqual([]);
    expect(of({ name: '田政' })).toEqual([]);
  });

  test('whoever sends a file back says what is lacking', () => {
    const sentBack = (opinion: string) => aSettledCase('oral', { review: { state: 'returned', opinion } });
    expect(problemsAt(sentBack(''))).toEqual(['review']);
    expect(problemsAt(sentBack('补签名'))).toEqual([]);
  });

  test('以案定补 needs 已审核, and one dispute is subsidised once', () => {
    const paid = aSettledCase('oral', { subsidy: { amount: 20_000 }, performance: 'performed' });
    expect(problemsAt(paid)).toEqual(['subsidy']);
    expect(problemsAt({ ...paid, review: { state: 'approved' } })).toEqual([]);
    expect(problemsAt({ ...paid, review: { state: 'approved' }, sameDisputeAs: 'x' })).toEqual(['subsidy']);
    expect(problemsAt({ ...paid, review: { state: 'approved' }, handedUp: { newCase: 'x' } })).toEqual(['subsidy']);
  });
});

describe('what is asked when', () => {
  const shown = (values: Values) => shownFields(mediationCase, values);

  test('the form of agreement is asked until the case ends without one', () => {
    expect(shown(aCase())).toContain('agreementForm');
    expect(shown(aCase({ status: 'terminated' }))).not.toContain('agreementForm');
  });

  test('agreement, performance and confirmation belong to a settlement', () => {
    for (const id of ['agreementItems', 'performance', 'followUps', 'judicialConfirmation']) {
      expect(shown(aCase())).not.toContain(id);
      expect(shown(aSettledCase('oral'))).toContain(id);
    }
  });

  test('申请人/被申请人 is asked on application', () => {
    const { parties: field } = mediationCase.fields;
    const ids = (source: string) => shownFields(field, parties.a, { record: aCase({ source }), today: null });
    expect(ids('application')).toContain('applicationSide');
    expect(ids('ownMotion')).not.toContain('applicationSide');
  });

  test('a guardian is asked under 18 on the day of acceptance, by birthday, id number or age', () => {
    const around = { record: aCase(), today: '2030-01-01' };
    expect(isMinor({ birthDate: '2006-06-03' }, around)).toBe(false);
    expect(isMinor({ birthDate: '2006-06-04' }, around)).toBe(true);
    expect(isMinor({ idNumber: '999999201206010036' }, around)).toBe(true);
    expect(isMinor({ idNumber: '999999197511200021' }, around)).toBe(false);
    expect(isMinor({ age: 17 }, around)).toBe(true);
    expect(isMinor({ partyKind: 'organisation', age: 3 }, around)).toBe(false);
    expect(isMinor({}, around)).toBe(false);
  });

  test('an organisation is asked neither sex nor id number', () => {
    const ids = shownFields(mediationCase.fields.parties, { name: '甲公司', partyKind: 'organisation' });
    expect(ids).not.toContain('sex');
    expect(ids).not.toContain('idNumber');
  });
});

describe('domain.md §1.5 and the law', () => {
  test('states follow one another; an outcome is followed by none', () => {
    expect(nextStatuses('registered')).toEqual(['accepted', 'declined']);
    expect(nextStatuses('inMediation')).toEqual(['settled', 'notSettled', 'terminated']);
    expect(nextStatuses('settled')).toEqual([]);
    expect(nextStatuses('constructor')).toEqual([]);
  });

  test('art. 30: an oral agreement takes effect on the day it is reached', () => {
    expect(effectiveOn(aSettledCase('oral'))).toBe('2024-06-05');
    expect(effectiveOn(aCase())).toBeNull();
  });

  test('art. 29: a written one with the last of all parties, the mediator and the seal', () => {
    const signatures = {
      s1: { signer: 'party', signedOn: '2024-06-05' },
      s2: { signer: 'party', signedOn: '2024-06-09' },
      s3: { signer: 'mediator', signedOn: '2024-06-05' },
    };
    expect(effectiveOn(aSettledCase('written', { signatures }))).toBeNull();
    const sealed = { ...signatures, s4: { signer: 'seal', signedOn: '2024-06-06' } };
    expect(effectiveOn(aSettledCase('written', { signatures: sealed }))).toBe('2024-06-09');
  });

  test('people involved default to the number of parties', () => {
    expect(peopleInvolvedOf(aCase())).toBe(2);
    expect(peopleInvolvedOf(aCase({ peopleInvolved: 12 }))).toBe(12);
  });

  test('warnings stop nothing: id number against birthday and sex, confirmation of status matters', () => {
    const party = {
      a: { name: '张三', idNumber: '999999199003070012', birthDate: '1990-03-08', sex: 'female' },
      b: { name: '李四' },
    };
    expect(warnings(aCase({ parties: party }))).toEqual(['parties.a.birthDate', 'parties.a.sex']);
    expect(problemsAt(aCase({ parties: party }))).toEqual([]);
    const confirmed = { disputeType: 'marriageFamily', judicialConfirmation: { state: 'applied' } };
    expect(warnings(aSettledCase('oral', confirmed))).toEqual(['judicialConfirmation']);
    for (const disputeType of ['forestLand', 'housingHomestead'])
      expect(warnings(aSettledCase('oral', { ...confirmed, disputeType })), disputeType).toEqual([
        'judicialConfirmation',
      ]);
    expect(warnings(aSettledCase('oral', { ...confirmed, disputeType: 'contract' }))).toEqual([]);
  });
});

test('names that end as those of organisations do are told from people’s', () => {
  const is = (name: string) => looksLikeOrganisation({ name });
  for (const name of [
    '酉阳示例运输有限公司',
    '双泉种养专业合作社',
    '城墙村村民委员会',
    '示例页岩砖厂',
    '王记小吃店',
    '示例卫生室',
  ])
    expect(is(name), name).toBe(true);
  for (const name of ['田大山', '欧阳建社', '王小厂', '李村委', '']) expect(is(name), name).toBe(false);
  expect(looksLikeOrganisation({ name: '示例页岩砖厂', partyKind: 'organisation' })).toBe(false);
});

test('the instalments add up to the sum of the agreement, or it is pointed out; what is not in money counts for nothing', () => {
  const instalments = (agreedAmount: number, ...amounts: readonly (number | undefined)[]): Values =>
    aSettledCase('oral', {
      agreedAmount,
      agreementItems: Object.fromEntries(
        amounts.map((amount, at) => [`i${at}`, { content: '付清', ...(amount === undefined ? {} : { amount }) }]),
      ),
    });
  expect(warnings(instalments(4_200_000, 2_100_000, 2_000_000))).toEqual(['agreedAmount']);
  expect(warnings(instalments(4_200_000, 2_100_000, undefined, 2_100_000))).toEqual([]);
  expect(warnings(instalments(4_200_000, undefined))).toEqual([]);
});
