import { describe, expect, test } from 'vitest';
import * as f from '#kinds/field.ts';
import { defineKind } from '#kinds/kind.ts';
import { kinds, kindOf, mediationCase, publicityEvent, training } from '#kinds/index.ts';
import { columnsOf, totalText, type Column } from '#core/columns.ts';
import { NO_NAMES } from '#core/text.ts';

const columnOf = (kind: Parameters<typeof columnsOf>[0], id: string): Column => {
  const column = columnsOf(kind).find((each) => each.id === id);
  if (column === undefined) throw new Error(`No column ${id}`);
  return column;
};

const aCase = {
  parties: { a: { name: '张三丰' }, b: { name: '李四' } },
  disputeType: 'neighbor',
  amountInvolved: 120_050,
};

describe('columnsOf', () => {
  test('carries the fields in the order of the kind, long texts, maps and photos aside', () => {
    const ids = columnsOf(mediationCase).map(({ id }) => id);
    expect(ids.slice(0, 5)).toEqual(['parties', 'disputeType', 'status', 'agreementForm', 'acceptedOn']);
    for (const id of ['facts', 'sessions', 'photos', 'transferredFrom', 'review']) expect(ids).not.toContain(id);
    expect(columnsOf(mediationCase)).toBe(columnsOf(mediationCase));
  });

  test('a new field is a column at once', () => {
    const house = (fields: f.Fields) =>
      defineKind('house', { title: '房屋', action: '加', scope: 'work', heading: () => '', fields });
    expect(columnsOf(house({ name: f.text('名称') })).map(({ label }) => label)).toEqual(['名称']);
    expect(columnsOf(house({ name: f.text('名称'), floors: f.count('层数', '层') })).map(({ label }) => label)).toEqual(
      ['名称', '层数'],
    );
  });

  test('sensitive values are masked unless revealed', () => {
    const { text } = columnOf(mediationCase, 'parties');
    expect(text(aCase, NO_NAMES)).toBe('张*丰、李*');
    expect(text(aCase, NO_NAMES, true)).toBe('张三丰、李四');
  });

  test('no sensitive field of any kind shows its words in a column', () => {
    const secret = '保密内容';
    const shown = kinds.flatMap((kind) => {
      const values = Object.fromEntries(Object.keys(kind.fields).map((id) => [id, secret]));
      return columnsOf(kind).filter(
        ({ field, text }) => field.sensitive === true && text(values, NO_NAMES).includes(secret),
      );
    });
    expect(shown).toEqual([]);
  });

  test('counts and amounts have totals; years, targets and texts do not', () => {
    expect(columnOf(publicityEvent, 'audience')).toMatchObject({ numeric: true, total: true });
    expect(columnOf(kindOf('annualTask'), 'year')).toMatchObject({ numeric: true, total: false });
    expect(columnOf(kindOf('annualTask'), 'target')).toMatchObject({ numeric: true, total: false });
    expect(columnOf(publicityEvent, 'title')).toMatchObject({ numeric: false, total: false });
    const rows = [aCase, {}, { amountInvolved: 50 }];
    expect(totalText(columnOf(mediationCase, 'amountInvolved'), rows, NO_NAMES)).toBe('1,201元');
    expect(totalText(columnOf(mediationCase, 'amountInvolved'), [{}], NO_NAMES)).toBe('');
    expect(totalText(columnOf(mediationCase, 'disputeType'), rows, NO_NAMES)).toBe('');
  });

  test('a training lists the person-times of both its parts, with their sum under them', () => {
    const column = columnOf(training, 'extraAttendees@sum');
    const rows = [
      { attendance: { a: { state: 'present' }, b: { state: 'absent' } }, extraAttendees: { x: { people: 48 } } },
      { attendance: { c: { state: 'late' } } },
      {},
    ];
    expect(column).toMatchObject({ label: '到会人次', numeric: true, total: true });
    expect(rows.map((row) => column.text(row, NO_NAMES))).toEqual(['49人次', '1人次', '']);
    expect(totalText(column, rows, NO_NAMES)).toBe('50人次');
    expect(
      [...rows]
        .reverse()
        .sort(column.compare)
        .map((row) => column.value(row)),
    ).toEqual([1, 49, undefined]);
  });

  describe('order', () => {
    const sorted = <V extends f.Value>(
      kind: Parameters<typeof columnsOf>[0],
      id: string,
      values: readonly (V | undefined)[],
      names = NO_NAMES,
    ) => {
      const { compare } = columnOf(kind, id);
      return values
        .map((value) => ({ [id]: value }))
        .sort((a, b) => compare(a, b, names))
        .map((row) => row[id]);
    };
    test('empty cells come last', () =>
      expect(sorted(publicityEvent, 'audience', [undefined, 30, 4])).toEqual([4, 30, undefined]));
    test('codes stand in the order of their list, own words after', () =>
      expect(sorted(training, 'type', ['自定', 'legalExam', 'businessTraining'])).toEqual([
        'businessTraining',
        'legalExam',
        '自定',
      ]));
    test('Chinese text stands in pinyin order, numbers as numbers', () =>
      expect(sorted(training, 'title', ['第10期', '安全', '第9期'])).toEqual(['安全', '第9期', '第10期']));
    test('links stand by what they say', () => {
      const names = { ...NO_NAMES, link: (_kind: string, id: string) => ({ x1: '周', x2: '安' })[id] ?? '' };
      expect(sorted(kindOf('serviceEntry'), 'person', ['x1', 'x2'], names)).toEqual(['x2', 'x1']);
    });
  });
});
