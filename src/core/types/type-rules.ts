/** What every field type can do. One file per type beside this one; `all.ts` names what is missing. */
import type { Field, Value } from '#kinds/field.ts';

/** What is wrong and where: `parties.<item>.idNumber`. The message is one plain sentence for the person who types. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** null is nothing typed. A composite that is wrong in places says where, and what of it is well-formed. */
export type Parsed =
  | { readonly ok: true; readonly value: Value | null }
  | {
      readonly ok: false;
      readonly message: string;
      readonly problems?: readonly Problem[];
      readonly value?: Value;
    };

/** Resolves what a record only points at. `''` from either: not readable, or unknown. */
export interface Names {
  readonly link: (kind: string, id: string) => string;
  readonly code: (list: string, id: string) => string;
  /** The record that stands for a person, of whom there may be two (SPEC N1); without it everybody stands alone. */
  readonly person?: (id: string) => string;
}

export interface Say extends Names {
  /** Words of a field inside this one. */
  readonly inner: (field: Field, value: Value) => string;
}

export type ParseInner = (field: Field, raw: unknown) => Parsed;

export interface TypeRules<F extends Field> {
  /** Takes the stored form (wire, import, backup) as well as what a person typed. */
  readonly parse: (raw: unknown, field: F, inner: ParseInner) => Parsed;
  readonly text: (value: Value, field: F, say: Say) => string;
  readonly compare: (a: Value, b: Value, field: F) => number;
}

export const EMPTY: Parsed = { ok: true, value: null };
export const good = (value: Value | null): Parsed => ({ ok: true, value });
export const bad = (message: string): Parsed => ({ ok: false, message });
/** For stored forms that no person can have typed. */
export const MISSHAPEN_TEXT = '内容读不出来，请重新填写';
export const MISSHAPEN = bad(MISSHAPEN_TEXT);

export const isBlank = (raw: unknown): boolean =>
  raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');

const collator = new Intl.Collator('zh-CN', { numeric: true });
/** Chinese text in pinyin order, numbers in it as numbers. */
export const compareTexts = (a: string, b: string): number => collator.compare(a, b);

export const plainText = (value: Value): string => (typeof value === 'object' ? '' : String(value));
export const compareTextValues = (a: Value, b: Value): number => compareTexts(plainText(a), plainText(b));
export const compareNumbers = (a: Value, b: Value): number => Number(a) - Number(b);
/** Days and ids: by code unit, which for days is by time. */
export const comparePlain = (a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
