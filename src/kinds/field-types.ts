/** What a field is: its type, its label and what is asked of it. The makers stand in field.ts. */
import type { CodeList } from './code-list.ts';

/** A stored value. Whole numbers only: amounts are 分, decimals are scaled, so that hashes never meet a float. */
export type Value = string | number | boolean | readonly string[] | Group | Items;
/** A composite kept as one field, for example a document with name, number and date. */
export type Group = { readonly [field: string]: Value };
/** Several items kept as a map, one field per item (SPEC C5); the key is the item's id. */
export type Items = { readonly [item: string]: Group };
export type Values = { readonly [field: string]: Value | undefined };

/** What a default may depend on. `today` is null while the device's clock lies before the build date (SPEC C7). */
export interface Context {
  readonly today: string | null;
  readonly unit: string;
  readonly me: string | null;
  readonly committee: string | null;
}

/** What stands around the values: the whole record when the field stands inside items, and the day. */
export interface Around {
  readonly record: Values;
  readonly today: string | null;
}

/** `values` in conditions and rules are those of the record, or of the item when the field stands inside items. */
export type Condition = (values: Values, around?: Around) => boolean;

/** A truth across fields. `holds` is asked only with values that are themselves well-formed. */
export interface Rule {
  readonly field: string;
  readonly message: string;
  readonly holds: Condition;
}

export interface Common {
  readonly label: string;
  /** Asked before the record can be saved (* in records.md). */
  readonly required?: boolean;
  /** Asked before the record is complete (†), always or on the path that the condition names; never blocks saving. */
  readonly complete?: true | Condition;
  /**
   * Stands on the first screen (①), always or on the path that the condition names; everything else folds under 更多信息.
   * A condition never asks the field itself: it would move away under the fingers that fill it.
   */
  readonly first?: boolean | Condition;
  /** 🔒: salted in the log, masked in lists until opened. */
  readonly sensitive?: boolean;
  /** false keeps the field out of lists and their projection. */
  readonly column?: boolean;
  /** Carried in the figures' projection even where it is no column. */
  readonly counted?: boolean;
  readonly initially?: (context: Context) => Value | null;
  /** Stands in the field of a new record as long as nobody touches it, seen and changeable, and is stored as it stands. */
  readonly assumed?: (values: Values, context: Context) => Value | null;
  /** Offered while the field is empty, from what the other fields say; never stored unasked. */
  readonly proposed?: (values: Values, context: Context) => Value | null;
  /** The field is asked only while this holds; a value already typed is kept. */
  readonly shownWhen?: Condition;
  /** One plain sentence under the label. */
  readonly hint?: string;
  /** false where adding up the column would mean nothing (target values of different tasks). */
  readonly total?: boolean;
  /** Heading under 更多信息. */
  readonly group?: string;
  /** Written by the programme or a page of its own, never shown in the form. */
  readonly internal?: boolean;
}

export interface TextField extends Common {
  readonly type: 'text';
  readonly max: number;
  readonly suggestions?: readonly string[];
  /** How a sensitive text is masked in lists (domain.md §6.4); any other is hidden whole. */
  readonly mask?: 'name' | 'address';
}
/** 常用语: sentences to begin with, by what else the record says. */
type Phrases = (values: Values) => readonly string[];
export interface LongTextField extends Common {
  readonly type: 'longText';
  readonly max: number;
  readonly phrases?: Phrases;
}
/** A calendar day `YYYY-MM-DD` in China time. */
export interface DayField extends Common {
  readonly type: 'day';
  readonly past?: boolean;
  /** Proposed as that day plus so many days; a number in the township's settings of that name comes first. */
  readonly proposedAfter?: { readonly field: string; readonly days: number; readonly setting: string };
}
/** A calendar year, 1900–2100. */
export interface YearField extends Common {
  readonly type: 'year';
}
/** A whole number ≥ 0 with its unit (件, 人次 …). */
export interface CountField extends Common {
  readonly type: 'count';
  readonly unit: string;
}
/** A number ≥ 0 with one decimal, stored in tenths. */
export interface DecimalField extends Common {
  readonly type: 'decimal';
  readonly unit: string;
}
/** Money, stored in 分, shown in 元. */
export interface AmountField extends Common {
  readonly type: 'amount';
}
export interface FlagField extends Common {
  readonly type: 'flag';
}
export interface CodeField extends Common {
  readonly type: 'code';
  readonly list: CodeList;
  /** Chips of the codes used lately stand first (records.md: 纠纷类型 alone); any other list keeps its places. */
  readonly recentFirst?: true;
}
export interface CodesField extends Common {
  readonly type: 'codes';
  readonly list: CodeList;
}
export interface PhoneField extends Common {
  readonly type: 'phone';
}
/** 居民身份证号, GB 11643-1999. */
export interface IdNumberField extends Common {
  readonly type: 'idNumber';
}
/** The id of a record of kind `to`; `role` narrows persons to those holding it. */
export interface LinkField extends Common {
  readonly type: 'link';
  readonly to: string;
  readonly role?: string;
}
export interface LinksField extends Common {
  readonly type: 'links';
  readonly to: string;
  readonly role?: string;
}
/** A week or month: `{ from, to }`, both days. */
export interface PeriodField extends Common {
  readonly type: 'period';
}
export interface GroupField extends Common {
  readonly type: 'group';
  readonly fields: Fields;
  /** Truths inside the group; `field` names one of its own fields. */
  readonly rules?: readonly Rule[];
  readonly warnings?: readonly Rule[];
}
export interface ItemsField extends Common {
  readonly type: 'items';
  readonly fields: Fields;
  /** What one item is called, for buttons and problems: 当事人, 回访. */
  readonly item: string;
  readonly min?: number;
  /** The item's key is the id of a record of this kind (attendance by person), not a minted id. */
  readonly keyedBy?: string;
  /** They go into the first long text of an item. */
  readonly phrases?: Phrases;
  /** Truths inside one item; `field` names one of the item's own fields. */
  readonly rules?: readonly Rule[];
  readonly warnings?: readonly Rule[];
}
/** A picture or attachment on the device: items of `{ blob, … }`. */
export interface PhotosField extends Common {
  readonly type: 'photos';
  readonly fields: Fields;
  readonly item: string;
}
/** How a task is counted: data, validated by `core/metric.ts`. */
export interface MetricField extends Common {
  readonly type: 'metric';
}

export type Field =
  | TextField
  | LongTextField
  | DayField
  | YearField
  | CountField
  | DecimalField
  | AmountField
  | FlagField
  | CodeField
  | CodesField
  | PhoneField
  | IdNumberField
  | LinkField
  | LinksField
  | PeriodField
  | GroupField
  | ItemsField
  | PhotosField
  | MetricField;
export type FieldType = Field['type'];
export type FieldOf<T extends FieldType> = Extract<Field, { type: T }>;
export type Fields = { readonly [id: string]: Field };
