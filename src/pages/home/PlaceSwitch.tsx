import type { Place } from '#pages/shell/use-place.ts';
import { Select } from '#ui/Select.tsx';
import styles from './home.module.css';

interface SwitchProps {
  readonly place: Place;
}

/** Whose records one works on; only where there are several units. */
export function UnitSwitch({ place: { unit, units, setUnit } }: SwitchProps) {
  if (units.length < 2) return null;
  return (
    <div className={styles.unit}>
      <Select
        label="单位"
        value={unit}
        options={units.map(({ id, name, unitKind }) => ({
          id,
          label: unitKind === 'township' ? `${name}（全部）` : name,
        }))}
        onChange={setUnit}
      />
    </div>
  );
}
