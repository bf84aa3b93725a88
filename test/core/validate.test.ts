import { describe, expect, test } from 'vitest';
import * as f from '#kinds/field.ts';
import type { Value, Values } from '#kinds/field.ts';
import { defineKind } from '#kinds/kind.ts';
import { kinds, mediationCase, publicityEvent, screening, training } from '#kinds/index.ts';
import { zeroReport } from '#kinds/screening.ts';
import { assumedOf, initialValues, proposalsOf } from '#core/defaults.ts';
import { lacksOneOf, missingOf, problemsOf, readDraft, shownFields, warningsOf } from '#core/validate.ts';

const TODAY = { today: '2024-06-30' };
const CONTEXT = { today: '2024-06-30', unit: 'u1', me: 'p1', committee: 'c1' };

describe('readDraft', () => {
  test('reads what was typed beside what was stored, field by field', () => {
    const { values, problems } = readDraft(mediationCase, {
      parties: { a: { name: ' 张三 ', phone: '138 1234 5678' }, b: { name: '李四' } },
      disputeType: '邻里纠纷',
      acceptedOn: '2024.6.3',
      amountInvolved: '1,200.50',
      agreedAmount: 120_050,
      mediators: ['p1'],
    });
    expect(problems).toEqual([]);
    expect(values).toEqual({
      parties: { a: { name: '张三', phone: '13812345678' }, b: { name: '李四' } },
      disputeType: 'neighbor',
      acceptedOn: '2024-06-03',
      amountInvolved: 120_050,
      agreedAmount: 120_050,
      mediators: ['p1'],
    });
  });

  test('names every problem by its path, inside items too, and keeps what is well-formed', () => {
    const { values, problems } = readDraft(mediationCase, {
      parties: { a: { name: '张三', idNumber: '999999199003070013' }, b: { name: '李四' } },
      closedOn: '2024-02-30',
      peopleInvolved: '-3',
      place: '院坝',
    });
    expect(problems).toEqual([
      { field: 'parties.a.idNumber', message: '身份证号的校验码不对，请逐位核对' },
      { field: 'closedOn', message: '没有2024年2月30日这一天' },
      { field: 'peopleInvolved', message: '不能是负数' },
    ]);
    expect(values).toEqual({ parties: { a: { name: '张三' }, b: { name: '李四' } }, place: '院坝' });
  });

  test('a field typed empty is absent: cleared', () => {
    expect(readDraft(mediationCase, { place: '  ', mediators: [], parties: {} })).toEqual({ values: {}, problems: [] });
  });

  test('[C8] unknown fields are left to the caller, hostile names are inert', () => {
    const typed = JSON.parse('{"later": 1, "__proto__": {"place": "x"}, "place": "院坝"}') as {
      [field: string]: unknown;
    };
    expect(readDraft(mediationCase, typed).values).toEqual({ place: '院坝' });
    expect(readDraft(mediationCase, Object.create({ place: '院坝' }) as { [field: string]: unknown }).values).toEqual(
      {},
    );
  });
});

describe('problemsOf', () => {
  test('required fields are asked by their labels', () => {
    expect(problemsOf(publicityEvent, {}, TODAY)).toEqual([
      { field: 'heldOn', message: '请填写活动日期' },
      { field: 'themes', message: '请选择宣传主题' },
      { field: 'forms', message: '请选择活动形式' },
    ]);
  });

  test('a day ahead is refused wherever it stands, whether it has to be filled or not', () => {
    const values = { parties: { p1: { side: 'partyA', partyKind: 'person', name: '王明', birthDate: '2024-07-01' } } };
    const problem = { field: 'parties.p1.birthDate', message: '出生日期不能晚于今天（2024年6月30日）' };
    expect(problemsOf(mediationCase, values, TODAY)).toContainEqual(problem);
    expect(problemsOf(mediationCase, values, { today: '2024-07-01' })).not.toContainEqual(problem);
  });

  test('rules inside groups carry the path of the field', () => {
    const values = { status: 'accepted', extension: { until: '2024-07-05', agreedOn: '2024-06-04' } };
    expect(problemsOf(mediationCase, values, TODAY)).toContainEqual({
      field: 'extension.allAgreed',
      message: '各方当事人都同意才能延长；有一方不同意的，请记调解不成或终止调解',
    });
  });

  test('零报告 is one tap: with its period it can be saved', () => {
    const values = { ...zeroReport, period: { from: '2024-06-01', to: '2024-06-30' } };
    expect(problemsOf(screening, values, TODAY)).toEqual([]);
    expect(warningsOf(screening, { ...values, settled: 2 })).toEqual([
      { field: 'settled', message: '化解数多于发现数' },
    ]);
  });

  test('exam figures do not exceed one another', () => {
    const values = { type: 'legalExam', heldOn: '2024-06-03', audience: ['leadingCadre'], examDue: 10, examTaken: 11 };
    expect(problemsOf(training, values, TODAY)).toEqual([{ field: 'examTaken', message: '参考人数不能多于应考人数' }]);
  });

  test.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s can be asked whatever the shape of its values',
    (_name, kind) => {
      for (const strange of ['text', 7, true, ['a'], { a: { b: 'c' } }] as f.Value[]) {
        const values = Object.fromEntries(Object.keys(kind.fields).map((id) => [id, strange]));
        expect([problemsOf(kind, values, TODAY), missingOf(kind, values), warningsOf(kind, values)]).toHaveLength(3);
      }
    },
  );
});

describe('defaults', () => {
  test('a case opens with today, own motion, the village committee and me', () => {
    expect(initialValues(mediationCase, CONTEXT)).toEqual({
      acceptedOn: '2024-06-30',
      source: 'ownMotion',
      committee: 'c1',
      mediators: ['p1'],
    });
  });

  const everyKind = kinds.map((kind) => [kind.name, kind] as const);

  test.each(everyKind)('[C7] %s: without a trusted clock dates have no default', (_name, kind) => {
    const ids = Object.keys(initialValues(kind, { ...CONTEXT, today: null }));
    expect(ids.filter((id) => kind.fields[id]?.type === 'day')).toEqual([]);
  });

  test.each(everyKind)('%s opens with what is well-formed', (_name, kind) => {
    const initial = initialValues(kind, CONTEXT);
    expect(readDraft(kind, initial)).toEqual({ values: initial, problems: [] });
  });

  test('an item opens with its own', () => {
    expect(initialValues(mediationCase.fields.parties, CONTEXT)).toEqual({ partyKind: 'person' });
  });
});

describe('proposals fill what is empty and shown', () => {
  test('the items of an agreement propose its sum and the day by which all of it is performed', () => {
    const agreementItems = {
      a: { content: '第一期', amount: 300_000, dueOn: '2024-09-30' },
      b: { content: '第二期', amount: 300_050, dueOn: '2024-12-31' },
      c: { content: '互不追究' },
    };
    const of = (items: Value) => proposalsOf(mediationCase, { status: 'settled', agreementItems: items }, CONTEXT);
    expect(of(agreementItems)).toMatchObject({ agreedAmount: 600_050, performBy: '2024-12-31' });
    const { agreedAmount, performBy } = of({ c: agreementItems.c });
    expect([agreedAmount, performBy]).toEqual([undefined, undefined]);
  });

  test('the next visit is due a week after performance, or as the township sets it', () => {
    const values = { status: 'settled', performBy: '2024-06-28', closedOn: '2024-06-20' };
    expect(proposalsOf(mediationCase, values, CONTEXT)).toEqual({ followUpDue: '2024-07-05' });
    expect(proposalsOf(mediationCase, values, CONTEXT, { followUpDays: 30 })).toEqual({ followUpDue: '2024-07-28' });
    expect(proposalsOf(mediationCase, { ...values, followUpDue: '2024-08-01' }, CONTEXT)).toEqual({});
  });

  test('[D11] an oral settlement of today is assumed to have ended today, until somebody touches the field', () => {
    const values = { status: 'settled', agreementForm: 'oral', acceptedOn: '2024-06-30' };
    const assumed = (more: Values, typed: { closedOn?: string | null } = {}) =>
      assumedOf(mediationCase, typed, { ...values, ...more }, CONTEXT);
    expect(assumed({})).toEqual({ closedOn: '2024-06-30' });
    expect(assumed({}, { closedOn: null })).toEqual({});
    expect(assumed({}, { closedOn: '2024-06-3' })).toEqual({});
    for (const other of [{ acceptedOn: '2024-06-29' }, { agreementForm: 'written' }, { status: 'inMediation' }]) {
      expect(assumed(other)).toEqual({});
    }
    expect(assumedOf(mediationCase, {}, values, { ...CONTEXT, today: null })).toEqual({});
  });

  test('exam figures come from the scores', () => {
    const attendance = {
      p1: { state: 'present', score: 855 },
      p2: { state: 'present', score: 595 },
      p3: { state: 'absent' },
    };
    expect(proposalsOf(training, { type: 'legalExam', attendance }, CONTEXT)).toEqual({
      examDue: 3,
      examTaken: 2,
      examPassed: 1,
    });
  });
});

describe('adding a field is one line', () => {
  const house = (fields: f.Fields) =>
    defineKind('house', { title: '房屋', action: '加房屋', scope: 'work', heading: () => '房屋', fields });
  const before = house({ name: f.text('名称', { required: true }) });
  const after = house({ name: f.text('名称', { required: true }), floors: f.count('层数', '层', { complete: true }) });

  test('and readDraft, missingOf and shownFields know it', () => {
    expect(readDraft(before, { name: '甲', floors: '3' }).values).toEqual({ name: '甲' });
    expect(readDraft(after, { name: '甲', floors: '3' }).values).toEqual({ name: '甲', floors: 3 });
    expect(readDraft(after, { floors: '-3' }).problems).toEqual([{ field: 'floors', message: '不能是负数' }]);
    expect(missingOf(before, { name: '甲' })).toEqual([]);
    expect(missingOf(after, { name: '甲' })).toEqual([{ field: 'floors', label: '层数' }]);
    expect(shownFields(after, {})).toEqual(['name', 'floors', 'photos']);
  });

  test('missing looks into items, by path', () => {
    const rooms = house({
      rooms: f.items('房间', '房间', {
        use: f.text('用途', { required: true }),
        area: f.count('面积', '平方米', { complete: true }),
      }),
    });
    expect(missingOf(rooms, { rooms: { r1: { use: '堂屋' }, r2: { use: '灶房', area: 12 } } })).toEqual([
      { field: 'rooms.r1.area', label: '面积' },
    ]);
  });

  test('a hidden field is neither asked nor missed', () => {
    const hidden = house({
      name: f.text('名称'),
      roof: f.text('屋顶', { required: true, shownWhen: ({ name }) => name !== '棚' }),
    });
    expect(problemsOf(hidden, { name: '棚' }, TODAY)).toEqual([]);
    expect(missingOf(hidden, { name: '棚' })).toEqual([]);
    expect(lacksOneOf(hidden, { name: '棚' }, ['roof'])).toBe(false);
    expect(problemsOf(hidden, {}, TODAY)).toHaveLength(1);
  });

  test('single fields are asked as all of them are', () => {
    const values: Values[] = [{}, { name: '甲' }, { name: '甲', floors: 3 }, { floors: 3 }];
    for (const each of values) {
      const missing = missingOf(after, each).map(({ field }) => field);
      for (const id of ['name', 'floors', 'unknown']) expect(lacksOneOf(after, each, [id])).toBe(missing.includes(id));
    }
  });
});
