/** What a record kind is: one declaration that drives form, validation, columns, record page, search and backup. */
import { photoSubjects } from './codes.ts';
import {
  photos,
  type Field,
  type Fields,
  type Group,
  type Items,
  type Rule,
  type Value,
  type Values,
} from './field.ts';

/** Where records of a kind live (SPEC S2): a unit's work or cases, the township's shared or office part. */
type ScopePart = 'cases' | 'work' | 'shared' | 'office';

/** How values become words; given by `core/text.ts`, so that a kind can word its titles without importing it. */
export interface Say {
  /** The text of one field of this record. */
  readonly field: (id: string) => string;
  /** A person's name, masked unless the reader has opened the record. */
  readonly name: (name: string) => string;
}

/** Which record stands for a person (SPEC N1). */
export type PersonOf = (id: string) => string;

/** Something that a record says of itself beyond its fields: a sum of two of them. */
interface Line {
  readonly label: string;
  readonly text: (values: Values, person?: PersonOf) => string;
  /** As a column of lists with a total, and short on cards; absent while nothing was written down. */
  readonly sum?: { readonly field: Field; readonly of: (values: Values, person?: PersonOf) => number | undefined };
}

export interface KindDefinition {
  /** The list's heading and accessible name. */
  readonly title: string;
  /** What the button says that starts a new one: 记调解. */
  readonly action: string;
  readonly scope: ScopePart;
  /** The day by which records are sorted and counted into a year; a period counts by its last day. */
  readonly date?: string;
  /** The line by which a reader recognises a record; proposed, never demanded. */
  readonly heading: (values: Values, say: Say) => string;
  /** The second line of a list card, beside date and village. */
  readonly summary?: readonly string[];
  /** The field whose code stands at the right of a list card. */
  readonly state?: string;
  readonly fields: Fields;
  /** Lines that follow a field in form and record, made from others and never stored; none while they say nothing. */
  readonly lines?: { readonly [after: string]: Line };
  /** Broken rules stop saving, with the message beside the field. */
  readonly rules?: readonly Rule[];
  /** Broken warnings are shown and never stop anything. */
  readonly warnings?: readonly Rule[];
}

export interface Kind<N extends string = string, F extends Fields = Fields> extends KindDefinition {
  readonly name: N;
  readonly fields: F & Fields;
}

/** Declares a kind; every kind also carries photos. */
export function defineKind<N extends string, const F extends Fields>(
  name: N,
  definition: KindDefinition & { readonly fields: F },
): Kind<N, F> {
  return { ...definition, name, fields: { ...definition.fields, photos: photos(photoSubjects) } };
}

type ValueOf<F extends Field> = F extends { type: 'count' | 'decimal' | 'amount' | 'year' }
  ? number
  : F extends { type: 'flag' }
    ? boolean
    : F extends { type: 'codes' | 'links' }
      ? readonly string[]
      : F extends { type: 'group' | 'period' | 'metric' }
        ? Group
        : F extends { type: 'items' | 'photos' }
          ? Items
          : F extends { type: FieldTypeOfText }
            ? string
            : Value;
type FieldTypeOfText = 'text' | 'longText' | 'day' | 'code' | 'phone' | 'idNumber' | 'link';

/** The values of a record of one kind; a field that was never filled or was cleared is absent. */
export type RecordOf<K> = K extends Kind<string, infer F> ? { readonly [id in keyof F]?: ValueOf<F[id]> } : never;
