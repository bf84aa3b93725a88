/** How the sample township is written down: records with ids, the words of the report they stand for, and 示例 marks. */
import { parseField } from '#core/types/all.ts';
import type { Items, Value, Values } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';

export interface SampleRecord {
  readonly id: string;
  readonly kind: string;
  /** Id of the unit it belongs to. */
  readonly unit: string;
  readonly values: Values;
  /** Verbatim words of the report of 2024 that it records; none: invented as a whole. */
  readonly quote?: string;
  /** Fields whose values the report does not give; then 示例 stands somewhere in the record itself. */
  readonly invented: readonly string[];
}

interface NewRecord {
  readonly kind: string;
  /** Name by which other records of the sample refer to it. */
  readonly key?: string;
  /** Key of the unit. */
  readonly unit: string;
  readonly values: Values;
  readonly quote?: string;
  readonly invented?: readonly string[];
}

export interface World {
  readonly records: SampleRecord[];
  /** The id that goes by a key; minted when first asked for. */
  readonly id: (key: string) => string;
  readonly newId: () => string;
  readonly add: (record: NewRecord) => string;
  /** A list of items under ids of their own. */
  readonly items: (items: readonly Items[string][]) => Items;
}

export const MARK = '示例';
export const TOWNSHIP = 'township';
export const OFFICE = 'judicialOffice';
/** domain.md §5: the villages of 2020; 城墙村 is the seat of the township. */
export const VILLAGES = [
  { key: 'yongxiang', name: '永祥村', short: '永祥' },
  { key: 'tianma', name: '天马村', short: '天马' },
  { key: 'changpu', name: '菖蒲村', short: '菖蒲' },
  { key: 'qingkou', name: '箐口村', short: '箐口' },
  { key: 'shuangshi', name: '双石村', short: '双石' },
  { key: 'chengqiang', name: '城墙村', short: '城墙' },
] as const;
export type VillageKey = (typeof VILLAGES)[number]['key'];

export const villageName = (key: string): string => VILLAGES.find((village) => village.key === key)?.name ?? '双泉乡';

/** Ids minted at once, more than the sample needs. */
const POOL = 1000;

/** Lists and units stand in the order of their ids; many minted within one millisecond would come in any order. */
function inOrder(newId: () => string): () => string {
  const pool = Array.from({ length: POOL }, newId).sort((a, b) => (a < b ? -1 : 1));
  let taken = 0;
  return () => pool[taken++] ?? newId();
}

export function createWorld(mint: () => string): World {
  const newId = inOrder(mint);
  const ids = new Map<string, string>();
  const records: SampleRecord[] = [];
  const id = (key: string): string => {
    const known = ids.get(key) ?? newId();
    ids.set(key, known);
    return known;
  };
  return {
    records,
    id,
    newId,
    add: ({ kind, key, unit, values, quote, invented = [] }) => {
      const record = key === undefined ? newId() : id(key);
      const invents = invented.filter((field) => values[field] !== undefined);
      records.push({
        id: record,
        kind,
        unit: id(unit),
        values: asStored(kind, values),
        ...(quote === undefined ? {} : { quote }),
        invented: invents,
      });
      return record;
    },
    items: (items) => Object.fromEntries(items.map((item) => [newId(), item])),
  };
}

/** As a form would have stored it, codes in the order of their list. Throws where a form would have refused. */
function asStored(kind: string, values: Values): Values {
  const { fields } = kindOf(kind);
  const stored: Record<string, Value> = {};
  for (const id of Object.keys(values)) {
    const field = fields[id];
    const parsed = field === undefined ? null : parseField(field, values[id]);
    if (parsed === null || !parsed.ok || parsed.value === null) throw new Error(`The sample has a wrong ${kind}.${id}`);
    stored[id] = parsed.value;
  }
  return stored;
}
