/** The township's own codes of open lists, for forms and for whoever puts a metric together. */
import { useCallback, useMemo } from 'react';
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
