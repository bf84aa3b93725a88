/** Which fields are sensitive (🔒 in records.md): the one place that reads the mark for the log (SPEC C9). */
import type { Field } from '#kinds/field.ts';

/** A field is salted as a whole when it, or any field of its items, is sensitive: one item is one value in the log. */
export const isSensitive = (field: Field): boolean =>
  field.sensitive === true ||
  ('fields' in field && Object.keys(field.fields).some((id) => isSensitive(field.fields[id] as Field)));
