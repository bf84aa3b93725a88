import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { takenOver } from '#core/merge-person.ts';
import { soundsOf } from '#core/pinyin.ts';
import { personsOf, rosterOf, supersededIn } from '#core/row-index.ts';
import { likelySame } from '#core/same-person.ts';
import type { Values } from '#kinds/field.ts';

const [EAST, WEST] = ['u1', 'u2'];
const same = (unit: string) => unit;
let made = 0;
const person = (name: string, unit = EAST, more: Values = {}): CountedRow => ({
  id: `p${String((made += 1)).padStart(3, '0')}`,
  unit,
  values: { name, roles: { r: { role: 'lawSavvyPerson' } }, ...more },
});
const said = (...people: readonly CountedRow[]) =>
  likelySame(people, same, soundsOf).map(({ one, other, why }) => [one.values.name, other.values.name, why]);

describe('[N5] who may stand twice', () => {
  test('one name in one village, however it is spaced; namesakes of two villages only with one year of birth', () => {
    expect(said(person('王明'), person('王 明'))).toEqual([['王明', '王 明', 'name']]);
    expect(said(person('张伟'), person('张伟', WEST))).toEqual([]);
    expect(said(person('张伟', EAST, { birthYear: 1970 }), person('张伟', WEST, { birthYear: 1970 }))).toEqual([
      ['张伟', '张伟', 'elsewhere'],
    ]);
  });

  test('two spellings: one sound in one village, or one letter with one year of birth', () => {
    expect(said(person('冉光明'), person('冉光铭'))).toEqual([['冉光明', '冉光铭', 'sound']]);
    expect(said(person('冉光明'), person('冉光铭', WEST))).toEqual([]);
    expect(said(person('田大山', EAST, { birthYear: 1966 }), person('田大川', EAST, { birthYear: 1966 }))).toEqual([
      ['田大山', '田大川', 'letter'],
    ]);
    expect(said(person('田大山'), person('田大川'))).toEqual([]);
    // Of two characters one is half the name.
    expect(said(person('田山', EAST, { birthYear: 1966 }), person('田川', EAST, { birthYear: 1966 }))).toEqual([]);
  });

  test('not who differs in sex or age, who was called another, or who is merged already', () => {
    expect(said(person('王明', EAST, { sex: 'male' }), person('王明', EAST, { sex: 'female' }))).toEqual([]);
    expect(said(person('王明', EAST, { birthYear: 1970 }), person('王明', EAST, { birthYear: 1990 }))).toEqual([]);
    const one = person('王明');
    expect(said(one, person('王明', EAST, { notSameAs: { [one.id]: { on: '2026-01-01' } } }))).toEqual([]);
    expect(said(one, person('王明', EAST, { mergedInto: one.id }))).toEqual([]);
  });

  test('what was said of a record that is merged holds for the one that stands for it', () => {
    const [one, twin] = [person('王明'), person('王明')];
    const other = person('王明', EAST, { notSameAs: { [twin.id]: {} } });
    const merged = { ...twin, values: { ...twin.values, mergedInto: one.id } };
    expect(said(one, merged, other)).toEqual([]);
  });
});

describe('[N1] one person under two records', () => {
  test('stands once on a roster, and alone again where the other was removed', () => {
    const one = person('王明');
    const two = person('王铭', EAST, { mergedInto: one.id });
    expect([...supersededIn([one, two])]).toEqual([two.id]);
    expect(rosterOf([one, two], 'lawSavvyPerson', '2026-06-01', same).get(EAST)?.size).toBe(1);
    expect([...supersededIn([two])]).toEqual([]);
    expect(personsOf([two]).canonical(two.id)).toBe(two.id);
  });

  test('[N3] merged into each other by two devices they are one, the earlier record', () => {
    const [one, two] = [person('王明'), person('王铭')];
    const circle = [
      { ...one, values: { ...one.values, mergedInto: two.id } },
      { ...two, values: { ...two.values, mergedInto: one.id } },
    ];
    expect([...supersededIn(circle)]).toEqual([two.id]);
    expect(personsOf(circle).canonical(two.id)).toBe(one.id);
  });
});

test('[N2] the record that stays takes over roles and what it does not know, and keeps what it says', () => {
  const into = { name: '王明', sex: 'male', roles: { a: { role: 'mediator', from: '2024-01-01' } } };
  const from = {
    name: '王铭',
    sex: 'female',
    birthYear: 1970,
    photos: { x: { blob: 'b' } },
    roles: { b: { role: 'mediator', from: '2024-01-01' }, c: { role: 'lawSavvyPerson', exam: 'passed' } },
  };
  expect(takenOver(from, into)).toEqual({
    birthYear: 1970,
    roles: { a: into.roles.a, c: from.roles.c },
  });
  expect(takenOver({ name: '王铭', roles: into.roles }, into)).toEqual({});
});
