/** What the township set up for its forms: numbers that proposals ask for. */
import { useMemo } from 'react';
import { setting } from '#kinds/index.ts';
import { useRecords } from '#store/record-hooks.ts';

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
