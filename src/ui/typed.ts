/** What stands in a form, as typed: texts stay texts until they are saved (SPEC: nothing typed is dropped). */
export type Typed = { readonly [field: string]: unknown };

const isMap = (value: unknown): value is Typed => typeof value === 'object' && value !== null && !Array.isArray(value);
export const asMap = (raw: unknown): Typed => (isMap(raw) ? raw : {});
export const asText = (raw: unknown): string =>
  typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : '';
export const asTexts = (raw: unknown): readonly string[] =>
  Array.isArray(raw) ? raw.filter((one): one is string => typeof one === 'string') : [];

/** Nothing has been typed: an empty text, no choice, no item. */
export const isBlank = (raw: unknown): boolean =>
  raw === undefined ||
  raw === null ||
  raw === '' ||
  (Array.isArray(raw) && raw.length === 0) ||
  (isMap(raw) && Object.keys(raw).every((key) => isBlank(raw[key])));

/**
 * Puts raw at a path (`facts`, `parties.<item>`, `parties.<item>.name`); null takes away what stands there. Parts that
 * are not touched keep their identity, so that their fields need not be drawn again.
 */
export function withTyped(typed: Typed, path: string, raw: unknown): Typed {
  const dot = path.indexOf('.');
  const key = dot < 0 ? path : path.slice(0, dot);
  const { [key]: old, ...rest } = typed;
  const value = dot < 0 ? raw : withTyped(asMap(old), path.slice(dot + 1), raw);
  return value === null || value === undefined ? rest : { ...typed, [key]: value };
}
