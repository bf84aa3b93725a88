import { useLocal, useStore } from '#store/hooks.ts';
import { SyncLine, type SyncPart } from '#ui/SyncLine.tsx';

const DAY = 86_400_000;
/** After so many days without a backup the line turns amber. */
const SOON = 7;

/** 已存本机 128 · 上次备份 3天前 */
export function StoredLine({ records }: { readonly records: number }) {
  const { ports } = useStore();
  const backedUp = useLocal<number>('backedUpAt');
  const days = typeof backedUp === 'number' ? Math.max(0, Math.floor((ports.now() - backedUp) / DAY)) : null;
  const late = records > 0 && (days === null || days >= SOON);
  const parts: SyncPart[] = [
    { label: '已存本机', value: records },
    { label: '上次备份', value: said(days), ...(late ? { tone: 'soon' as const } : {}) },
  ];
  return <SyncLine parts={parts} />;
}

const said = (days: number | null): string => (days === null ? '还没有' : days === 0 ? '今天' : `${days}天前`);
