/** 看看示例: the sample township, laid into a database of its own when it is asked for. */
import { dayOfMs, daysBetween } from '#core/day.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { SAMPLE_ACTION } from '#core/sample-mark.ts';
import { SAMPLE_YEAR, sampleChanges, sampleRecords } from '#core/sample.ts';
import { setLocal } from '#store/hooks.ts';
import { receive } from '#store/incoming.ts';
import { newId, type Ports, type Store } from '#store/store.ts';
import { adoptWorkspace, openWorkspace, type Opened } from '#store/workspace.ts';

/** The day on which the sample stands still: its year is nearly over, its last records are written. */
const SAMPLE_TODAY = '2024-12-26';
const DAY_MS = 86_400_000;

export function openSample(name: string, real: Ports): Promise<Opened> {
  const late = daysBetween(SAMPLE_TODAY, dayOfMs(real.now())) * DAY_MS;
  // Its clock is behind the build date on purpose.
  return openAt(name, { ...real, now: () => real.now() - late, builtAt: 0 });
}

async function openAt(name: string, ports: Ports): Promise<Opened> {
  const opened = await openWorkspace(name, ports);
  if (opened.kind === 'open') {
    if ((await opened.store.db.changes.count()) > 0) return opened;
    // The page was closed while the sample was being laid out: an identity without records is of no use.
    await opened.store.db.delete();
    return openAt(name, ports);
  }
  if (opened.kind !== 'empty') return opened;
  const sample = sampleRecords({ newId: () => newId({ ports }) });
  const store = await adoptWorkspace(opened.db, ports, {
    township: sample.township,
    units: sample.units,
    mode: 'township',
    sample: true,
  });
  await receive(store, { changes: sampleChanges(sample, authorOf(store), ports.randomBytes) });
  await setLocal(store, 'year', SAMPLE_YEAR);
  return { kind: 'open', store };
}

function authorOf({ identity: { device, actor }, ports }: Store) {
  let last: Stamp = { ms: 0, counter: 0 };
  return {
    device,
    actor,
    action: SAMPLE_ACTION,
    nextStamp: () => {
      last = nextStamp(last, ports.now());
      return stampText(last, device);
    },
  };
}
