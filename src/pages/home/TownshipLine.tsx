import { CloudOff } from 'lucide-react';
import { Link } from 'react-router';
import { useSyncCounts } from '#store/sync-hooks.ts';
import { SyncLine, type SyncPart } from '#ui/SyncLine.tsx';
import { useSync } from '#pages/shell/sync.ts';
import { NO_NETWORK } from '#pages/shell/sync-words.ts';
import { useOnline } from '#pages/shell/use-online.ts';
import { useRefused } from '#pages/use-refused.ts';
import styles from './home.module.css';

/** 已上报 128 · 待上报 3 · 被退回 0; a tap leads to where it is explained. */
export function TownshipLine() {
  const counts = useSyncCounts();
  const returned = useRefused();
  const { failure } = useSync();
  const online = useOnline();
  const waiting = counts?.pending ?? 0;
  const refused = returned?.length ?? 0;
  const parts: SyncPart[] = [
    { label: '已上报', value: counts?.confirmed ?? '…' },
    { label: '待上报', value: counts?.pending ?? '…', ...(waiting > 0 ? { tone: 'wait' as const } : {}) },
    {
      label: '被退回',
      value: returned === undefined ? '…' : refused,
      ...(refused > 0 ? { tone: 'late' as const } : {}),
    },
  ];
  return (
    <Link to={refused > 0 ? '/mine/refused' : '/mine/sync'} className={styles.standing}>
      <SyncLine parts={parts} />
      {(!online || failure?.kind === 'offline') && (
        <span className={styles.cut}>
          <CloudOff size={16} aria-hidden />
          {NO_NETWORK}
        </span>
      )}
    </Link>
  );
}
