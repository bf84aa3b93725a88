import { lazy, Suspense } from 'react';
import { useCounters, useStore } from '#store/hooks.ts';
import { ledgerCounts } from '#pages/shell/ledger-records.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useWide } from '#pages/shell/use-wide.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { drawn } from '#pages/drawn.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import { UnitSwitch } from './PlaceSwitch.tsx';
import { QuickButtons } from './QuickButtons.tsx';
import { StoredLine } from './StoredLine.tsx';
import styles from './home.module.css';

// What knows the kinds comes a moment after the buttons, which it must not keep from being drawn.
const Below = lazy(async () => {
  await drawn();
  return { default: (await import('./Below.tsx')).Below };
});

/** What one sees first: usable from counters alone; everything that needs the records streams in below. */
export function Home() {
  const { identity } = useStore();
  const place = usePlace();
  const counters = useCounters();
  const counted = countRecords(counters);
  return (
    <Screen
      title={place.unitName}
      documentTitle={identity.sample ? '示例' : '首页'}
      actions={<YearSelect />}
      full={useWide()}
      under={<StoredLine records={counters === undefined ? null : counted.ledger} />}
    >
      <div className={styles.home}>
        <UnitSwitch place={place} />
        <QuickButtons />
        {counters !== undefined && counted.work === 0 && <FirstSteps people={counted.people} />}
        <Suspense>
          <Below place={place} />
        </Suspense>
      </div>
    </Screen>
  );
}

interface Counted {
  /** All records of the ledgers. */
  readonly ledger: number;
  /** Without people: what has been done. */
  readonly work: number;
  readonly people: number;
}

function countRecords(counters: ReadonlyMap<string, number> | undefined): Counted {
  let [ledger, work, people] = [0, 0, 0];
  for (const [kind, value] of ledgerCounts(counters)) {
    ledger += value;
    if (kind === 'person') people += value;
    else if (kind !== 'annualTask' && kind !== 'venue') work += value;
  }
  return { ledger, work, people };
}
