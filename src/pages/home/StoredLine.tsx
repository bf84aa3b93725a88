import { lazy, Suspense } from 'react';
import { useBackupState } from '#store/backup-hooks.ts';
import { useStore } from '#store/hooks.ts';
import { isAlone } from '#store/store.ts';
import { SyncLine, type SyncPart } from '#ui/SyncLine.tsx';

// What tells records apart knows all kinds: it comes a moment after the buttons.
const TownshipLine = lazy(async () => ({ default: (await import('./TownshipLine.tsx')).TownshipLine }));

const DAY = 86_400_000;
/** Work that lies nowhere else for so long turns the line amber (domain.md §7.4). */
const SOON_DAYS = 7;

/** 已存本机 128 · 上次备份 3天前; what is not known yet is no zero. */
export function StoredLine({ records }: { readonly records: number | null }) {
  const { identity } = useStore();
  return isAlone(identity) ? (
    <Alone records={records} />
  ) : (
    <Suspense fallback={<SyncLine parts={[{ label: '已上报', value: '…' }]} />}>
      <TownshipLine />
    </Suspense>
  );
}

function Alone({ records }: { readonly records: number | null }) {
  const { ports, identity } = useStore();
  const backup = useBackupState();
  const days =
    backup === undefined || backup.at === null ? null : Math.max(0, Math.floor((ports.now() - backup.at) / DAY));
  const late =
    backup !== undefined &&
    backup.unsaved > 0 &&
    (records ?? 0) > 0 &&
    (days === null || days >= SOON_DAYS) &&
    !identity.sample;
  const parts: SyncPart[] = [
    { label: '已存本机', value: records ?? '…' },
    {
      label: '上次备份',
      value: backup === undefined ? '…' : days === null ? '还没有' : days === 0 ? '今天' : `${days}天前`,
      ...(late ? { tone: 'soon' as const } : {}),
    },
  ];
  return <SyncLine parts={parts} />;
}
