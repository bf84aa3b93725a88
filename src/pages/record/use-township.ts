/** What the township set up for its forms: own codes of open lists, and numbers that proposals ask for. */
import { useCallback, useMemo } from 'react';
import { setting } from '#kinds/index.ts';
import { useRecords } from '#store/record-hooks.ts';
import type { Choice } from '#ui/ChipGroup.tsx';

const NONE: readonly Choice[] = [];

export function useMoreCodes(): (list: string) => readonly Choice[] {
  const { rows } = useRecords('codeEntry');
  const byList = useMemo(() => {
    const lists = new Map<string, Choice[]>();
    for (const { id, values } of rows) {
      const { list, name, parent } = values;
      if (typeof list !== 'string' || typeof name !== 'string' || values['retired'] === true) continue;
      const choice = { id, label: name, ...(typeof parent === 'string' ? { parent } : {}) };
      lists.set(list, [...(lists.get(list) ?? []), choice]);
    }
    return lists;
  }, [rows]);
  return useCallback((list) => byList.get(list) ?? NONE, [byList]);
}

export function useSettings(): { readonly [name: string]: number | undefined } {
  const { rows } = useRecords('setting');
  return useMemo(() => {
    const values = rows[0]?.values ?? {};
    const numbers: { [name: string]: number | undefined } = {};
    for (const name of Object.keys(setting.fields)) {
      const value = values[name];
      if (typeof value === 'number') numbers[name] = value;
    }
    return numbers;
  }, [rows]);
}
