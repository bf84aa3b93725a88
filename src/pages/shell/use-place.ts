/** Where and for which year one works: the unit and year that every screen starts from. */
import { createContext, useContext, useMemo } from 'react';
import type { Row } from '#core/fold.ts';
import type { StoredRow } from '#store/db.ts';
import { setLocal, usePlaceParts, useStore } from '#store/hooks.ts';
import { UNIT, YEAR } from '#store/meta-keys.ts';
import { todayOf } from '#store/store.ts';
import { dayOfMs } from '#core/day.ts';
import { standsFor } from '#core/namesakes.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly unitKind: string;
}

export interface Place {
  readonly unit: string;
  readonly unitName: string;
  /** Those that this device keeps, in the order of its identity; later ones by name. */
  readonly units: readonly Unit[];
  /** A unit that was set up twice counts under the one that stands for it (SPEC D8). */
  readonly standsFor: (id: string) => string;
  /** Every unit of the township as a record, those that joined another one too. */
  readonly unitRows: readonly StoredRow[];
  readonly year: number;
  readonly setUnit: (id: string) => void;
  readonly setYear: (year: number) => void;
}

const unitOf = ({ id, values }: Row): Unit => ({
  id,
  name: typeof values['name'] === 'string' ? values['name'] : '未命名单位',
  unitKind: typeof values['unitKind'] === 'string' ? values['unitKind'] : 'village',
});

export const PlaceContext = createContext<Place | null>(null);

/** Throws above `PlaceGate`, where nobody knows yet where one is. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('usePlace outside an open workspace');
  return place;
}

/** What `PlaceGate` hands down; null while it is being read. */
export function useReadPlace(): Place | null {
  const store = useStore();
  const parts = usePlaceParts();
  const { identity, ports } = store;
  return useMemo(() => {
    if (parts === undefined) return null;

    const { units: rows, unit: chosen, year } = parts;
    const all = rows.map(unitOf);
    const own = identity.units.map((id) => all.find((unit) => unit.id === id) ?? { id, name: '', unitKind: 'village' });
    const added = identity.mode === 'township' ? all.filter(({ id }) => !identity.units.includes(id)) : [];
    const same = standsFor(rows);
    const units = [...own, ...added].filter(({ id }) => same(id) === id);
    const current = units.find(({ id }) => id === chosen) ?? units[0];
    const today = todayOf(store) ?? dayOfMs(ports.builtAt);
    return {
      unit: current?.id ?? identity.township,
      unitName: current?.name ?? '',
      units,
      standsFor: same,
      unitRows: rows,
      year: year ?? Number(today.slice(0, 4)),
      setUnit: (id: string) => void setLocal(store, UNIT, id),
      setYear: (to: number) => void setLocal(store, YEAR, to),
    };
  }, [parts, store, identity, ports]);
}
