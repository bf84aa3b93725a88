/** What differs between the two databases; everything else is the same statements. */
import type { ColumnDataType, Expression, Kysely } from 'kysely';

export type StorageKind = 'sqlite' | 'postgres';

export interface ColumnTypes {
  /** Text that is compared as it is written, not as a language sorts it. */
  readonly key: ColumnDataType | Expression<unknown>;
  readonly bytes: ColumnDataType;
}

/** One step of the schema. A step that was released is never edited. */
export type Migration = (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>;
