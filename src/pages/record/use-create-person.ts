import { useCallback } from 'react';
import type { Field, Fields, Values } from '#kinds/field.ts';
import { person } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { asTexts, type Typed } from '#ui/typed.ts';
import type { Choices } from './use-choices.ts';
import type { OpenDraft } from './use-draft.ts';

/** Somebody who is on no roster yet: the name is enough, the rest can follow on the person's own page. */
export function useCreatePerson(kind: Kind, draft: OpenDraft, choices: Choices) {
  const store = useStore();
  const { current, change } = draft;
  return useCallback(
    (to: string, role: string | undefined, words: string, path: string) => {
      if (to !== 'person') return;
      const isList = fieldAt(kind.fields, path)?.type === 'links';
      const put = (id: string) => change(path, isList ? [...asTexts(rawAt(current().typed, path)), id] : id);
      const namesake = choices('person').find(({ label }) => label === words);
      if (namesake !== undefined) return put(namesake.id);
      const id = newId(store);
      const values: Values = { name: words, ...(role === undefined ? {} : { roles: { [newId(store)]: { role } } }) };
      void saveValues(store, [{ kind: person, record: id, unit: current().unit, values }]).then(
        (done) => done.ok && put(id),
      );
    },
    [kind, store, current, change, choices],
  );
}

const rawAt = (typed: Typed, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Typed)[key] : undefined), typed);

/** The field at a path; the id of an item stands between a list's name and its fields. */
function fieldAt(fields: Fields, path: string): Field | undefined {
  const [id = '', ...below] = path.split('.');
  const field = fields[id];
  if (field === undefined || below.length === 0) return field;
  if (!('fields' in field)) return undefined;
  return fieldAt(field.fields, (field.type === 'group' ? below : below.slice(1)).join('.'));
}
