import { CopyPlus } from 'lucide-react';
import { useState } from 'react';
import { zhDay } from '#core/day.ts';
import { rawOf } from '#core/raw.ts';
import { repeated } from '#core/repeat.ts';
import { dateOf, headingOf } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { readWhole } from '#store/whole-rows.ts';
import { Button } from '#ui/Button.tsx';
import { useLinked } from '#pages/shell/use-names.ts';

interface RepeatLastProps {
  readonly kind: Kind;
  readonly unit: string;
  readonly rawAt: (path: string) => unknown;
  readonly onChange: (path: string, raw: unknown) => void;
}

/** 照上次的填: what stays the same from one event to the next; what is written already stands. */
export function RepeatLast({ kind, unit, rawAt, onChange }: RepeatLastProps) {
  const store = useStore();
  const { rows } = useRecords(kind.name);
  const { names } = useLinked(kind);
  const [isTaken, setTaken] = useState(false);
  const last = lastOf(kind, rows, unit);
  if (last === undefined || isTaken) return null;
  const take = async () => {
    // The lists carry no long texts.
    const [whole] = await readWhole(store, kind.name, [last.id]);
    const raw = repeated(kind, whole?.values ?? last.values);
    for (const field of Object.keys(raw)) if (isUntouched(kind, field, rawAt(field))) onChange(field, raw[field]);
    setTaken(true);
  };
  const what = headingOf(kind, last.values, { names, reveal: false });
  return (
    <Button tone="quiet" icon={<CopyPlus size={20} aria-hidden />} onClick={() => void take()}>
      照上次的填（{zhDay(dateOf(kind, last.values) ?? '')} {what}）
    </Button>
  );
}

/** The latest of the same unit. */
function lastOf(kind: Kind, rows: readonly SlimRow[], unit: string): SlimRow | undefined {
  let [last, day]: [SlimRow | undefined, string] = [undefined, ''];
  for (const row of rows) {
    const on = dateOf(kind, row.values) ?? '';
    if (row.unit === unit && on !== '' && (on > day || (on === day && row.id > (last?.id ?? ''))))
      [last, day] = [row, on];
  }
  return last;
}

/** Empty, or as a new record begins of its own accord. */
function isUntouched(kind: Kind, field: string, raw: unknown): boolean {
  if (raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)) return true;
  const begins = kind.fields[field]?.initially?.({ today: null, unit: '', me: null, committee: null });
  return begins !== undefined && begins !== null && rawOf(kind.fields, { [field]: begins })[field] === raw;
}
