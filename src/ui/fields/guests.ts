/** People who came and stand on no roster: 名册外人数 of the same record, with their names where somebody knows them. */
import { guestNamesIn, namedGuests } from '#kinds/attendance.ts';
import { asMap, asText } from '#ui/typed.ts';
import type { FormApi } from './form-api.ts';

/** The field beside a roster that takes them (kinds/training.ts). */
const GUESTS = 'extraAttendees';

type Typing = Pick<FormApi, 'rawAt' | 'onChange' | 'newItemId'>;

/** Those written down by name so far. */
export const guestNames = ({ rawAt }: Pick<FormApi, 'rawAt'>): readonly string[] =>
  Object.values(asMap(rawAt(GUESTS))).flatMap((item) => guestNamesIn(asText(asMap(item)['names'])));

/**
 * Adds guests by name, each once. They go on from the last list of names that has no group of its own, so that fifty
 * guests are one line and not fifty; the head-count grows with them.
 */
export function addGuests(form: Typing, names: readonly string[]): void {
  const known = new Set(guestNames(form));
  const fresh = [...new Set(names)].filter((name) => !known.has(name));
  if (fresh.length === 0) return;
  const items = asMap(form.rawAt(GUESTS));
  const open = Object.keys(items)
    .sort()
    .reverse()
    .find((id) => asText(asMap(items[id])['names']) !== '' && asText(asMap(items[id])['group']) === '');
  const item = open === undefined ? {} : asMap(items[open]);
  const listed = guestNamesIn(asText(item['names']));
  const people = (Number(asText(item['people'])) || 0) + fresh.length;
  form.onChange(`${GUESTS}.${open ?? form.newItemId()}`, {
    ...item,
    names: namedGuests([...listed, ...fresh]),
    people: String(people),
  });
}
