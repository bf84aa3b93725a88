import { Printer } from 'lucide-react';
import type { Value, Values } from '#kinds/field.ts';
import { training } from '#kinds/index.ts';
import { zhDay } from '#core/day.ts';
import { headingOf } from '#core/text.ts';
import type { StoredRow } from '#store/db.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { Button } from '#ui/Button.tsx';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useTaking } from '#pages/take-sheets.ts';
import styles from './record.module.css';

const nameIn = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

const PEOPLE: readonly string[] = ['person', 'unit'];

/** 签到表 of a training: whom its audience's rosters hold on that day, to sign on paper. */
export function AttendanceSheet({ row }: { readonly row: StoredRow }) {
  const { names } = useLinked(training);
  const { rows, ready } = useRecordsOf(PEOPLE);
  const { standsFor } = usePlace();
  const { said, busy, take } = useTaking();
  const values = row.values as Values;
  const text = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
  const save = () =>
    take(`签到表${text('heldOn')}`, async () => {
      const { attendanceSheet, expectedOf } = await import('#core/tables/attendance-sheet.ts');
      const village = (rows.get('unit') ?? []).find(({ id }) => id === row.unit);
      // A village calls its own people, the township everybody.
      const isVillage = village?.values['unitKind'] === 'village';
      const isCalled = (unit: string) => !isVillage || standsFor(unit) === row.unit;
      const unitName = new Map((rows.get('unit') ?? []).map(({ id, values: { name } }) => [id, name]));
      const audience = Array.isArray(values['audience']) ? (values['audience'] as readonly string[]) : [];
      return [
        attendanceSheet(
          expectedOf(
            rows.get('person') ?? [],
            audience,
            text('heldOn'),
            (unit) => nameIn(unitName.get(unit)),
            isCalled,
          ),
          {
            title: headingOf(training, values, { names, reveal: false }),
            day: text('heldOn') === '' ? '' : zhDay(text('heldOn')),
            place: text('place'),
            organiser: text('organiser'),
          },
        ),
      ];
    });
  return (
    <div className={styles.steps}>
      <Button icon={<Printer size={20} aria-hidden />} disabled={busy || !ready} onClick={save}>
        签到表（打印后签名）
      </Button>
      {said !== '' && <p role="status">{said}</p>}
    </div>
  );
}
