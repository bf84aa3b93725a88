import { describe, expect, test } from 'vitest';
import { publicityForms } from '#kinds/codes-work.ts';
import { ledgerKinds, kindOf, kinds, kindByName, settingKinds } from '#kinds/index.ts';
import type { Field, Fields } from '#kinds/field.ts';
import { isFirst } from '#core/validate.ts';
import { RECORDS } from './records-table.ts';

interface Asked {
  readonly path: readonly string[];
  readonly marks: string;
  readonly label: string;
}

function askedOf(table: string): Asked[] {
  let above = '';
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [, inside, id = '', marks = '', label = ''] = /^\s*(>?)\s*(\w+)\s+([*†①🔒]*)\s*(.+)$/u.exec(line) ?? [];
      if (inside === '') above = id;
      return { path: inside === '' ? [id] : [above, id], marks, label };
    });
}

const find = (fields: Fields, [id = '', ...rest]: readonly string[]): Field | undefined => {
  const field = fields[id];
  return rest.length === 0 ? field : field !== undefined && 'fields' in field ? find(field.fields, rest) : undefined;
};

const byText = (a: string, b: string) => (a < b ? -1 : 1);
const allFields = (fields: Fields): Field[] =>
  Object.values(fields).flatMap((field) => ['fields' in field ? allFields(field.fields) : [], field].flat());
const everyKind = kinds.map((kind) => [kind.name, kind] as const);
const rows = Object.entries(RECORDS).flatMap(([kind, { fields }]) =>
  askedOf(fields).map((asked) => [`${kind}.${asked.path.join('.')}`, kind, asked] as const),
);

/** The marks that a field carries. */
const marksOf = (field: Field | undefined): string =>
  [
    field?.required === true ? '*' : '',
    field?.complete === undefined ? '' : '†',
    field?.first === true ? '①' : '',
    field?.sensitive === true ? '🔒' : '',
  ].join('');

describe('records.md', () => {
  test('every kind exists, in the ledger or in the settings, and none beside', () => {
    expect(kinds.map(({ name }) => name)).toEqual(Object.keys(RECORDS));
    expect([...ledgerKinds, ...settingKinds]).toEqual(kinds);
  });

  test.each(Object.entries(RECORDS))('%s lies in its scope', (name, { scope }) =>
    expect(kindOf(name).scope).toBe(scope),
  );

  test.each(rows)('%s has its label and marks', (_place, kind, { path, label, marks }) => {
    const field = find(kindOf(kind).fields, path);
    expect(field?.label).toBe(label);
    expect(Array.from(marks).filter((mark) => !marksOf(field).includes(mark))).toEqual([]);
  });

  test.each(ledgerKinds.map((kind) => [kind.name, kind] as const))(
    '* %s asks for no more than that',
    (name, { fields }) => {
      const asked = askedOf(RECORDS[name]?.fields ?? '').filter(
        ({ marks, path }) => marks.includes('*') && path.length === 1,
      );
      const required = Object.keys(fields).filter((id) => fields[id]?.required === true);
      expect(required.sort(byText)).toEqual(asked.map(({ path }) => path[0] ?? '').sort(byText));
    },
  );

  test('① the first screen of a case is parties, type, facts, result, form, date and nothing else', () => {
    const { fields } = kindOf('mediationCase');
    const first = Object.keys(fields).filter((id) => fields[id]?.first === true);
    expect(first).toEqual(['parties', 'disputeType', 'facts', 'status', 'agreementForm', 'acceptedOn']);
  });

  test.each([
    ['悬挂横幅', 'banners'],
    ['展板巡展', 'boards'],
    ['法律咨询', 'consultations'],
    ['广播/LED', 'broadcasts'],
    ['线上推送', 'pushes'],
    ['入户走访', 'households'],
  ])('the form %s brings its figure to the first screen of an event, and takes none but its own', (form, figure) => {
    const { fields } = kindOf('publicityEvent');
    const id = publicityForms.codes.find(({ zh }) => zh === form)?.id ?? '';
    const first = (forms: readonly string[] | undefined) =>
      Object.keys(fields).filter((one) => isFirst(fields[one] as Field, { forms }, { record: { forms }, today: null }));
    const always = ['heldOn', 'title', 'themes', 'place', 'audience', 'forms', 'materials'];
    expect(first(undefined)).toEqual(always);
    expect(first(['rally', id])).toEqual([...always, figure]);
  });

  test.each(everyKind)('%s shows what is required on the first screen, or gives it a value', (_name, { fields }) => {
    const context = { today: '2024-06-03', unit: 'u', me: 'm', committee: 'c' };
    const folded = Object.values(fields).filter(({ required, first }) => required === true && first !== true);
    expect(folded.filter(({ initially }) => (initially?.(context) ?? null) === null)).toEqual([]);
  });

  test.each(everyKind)('%s carries photos', (_name, { fields }) => expect(fields.photos?.type).toBe('photos'));

  test.each(everyKind)(
    '[C9] %s: a map or group with a sensitive field inside is sensitive itself',
    (_name, { fields }) => {
      const open = Object.values(fields).filter((field) => 'fields' in field && field.sensitive !== true);
      const leaks = open.filter(
        (field) => 'fields' in field && allFields(field.fields).some(({ sensitive }) => sensitive === true),
      );
      expect(leaks).toEqual([]);
    },
  );

  test.each(everyKind)(
    '%s: rules, warnings, lines, summary, state and date speak of fields that exist',
    (_name, kind) => {
      const { fields, rules = [], warnings = [], lines = {}, summary = [], state, date } = kind;
      const spoken = [...rules, ...warnings]
        .map(({ field }) => field)
        .concat(Object.keys(lines), summary, state ?? [], date ?? []);
      expect(spoken.filter((id) => fields[id] === undefined)).toEqual([]);
      const inside = allFields(fields).flatMap((field) =>
        field.type === 'items' || field.type === 'group'
          ? [...(field.rules ?? []), ...(field.warnings ?? [])].filter((rule) => field.fields[rule.field] === undefined)
          : [],
      );
      expect(inside).toEqual([]);
    },
  );

  test.each(everyKind)('%s links to kinds that exist', (_name, { fields }) => {
    const targets = allFields(fields).flatMap((field) => {
      if (field.type === 'link' || field.type === 'links') return [field.to];
      return field.type === 'items' && field.keyedBy !== undefined ? [field.keyedBy] : [];
    });
    expect(targets.filter((name) => kindByName(name) === undefined)).toEqual([]);
  });

  test('[C8] an unknown kind is missed by kindByName and thrown at by kindOf', () => {
    expect(kindByName('spaceship')).toBeUndefined();
    expect(kindByName('constructor')).toBeUndefined();
    expect(() => kindOf('spaceship')).toThrow('spaceship');
  });
});
