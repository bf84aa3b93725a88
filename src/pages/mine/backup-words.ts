import type { BackupState } from '#store/backup-state.ts';

const DAY_MS = 86_400_000;
/** domain.md §7.4: warn after so many days with work that exists nowhere else. */
const SOON_DAYS = 7;
const SOON_CHANGES = 50;
/** What setting up writes by itself: no work of anybody. */
const SET_UP = 2;

const agoOf = (days: number): string => (days === 0 ? '今天' : `${days}天前`);

export interface BackupWords {
  /** 上次备份 3天前，之后又改了 12 处 */
  readonly line: string;
  /** Time for a backup. */
  readonly soon: boolean;
}

/** How old the last backup is and how much exists only here (SPEC B4). */
export function backupWords({ at, unsaved }: BackupState, now: number, joined = false): BackupWords {
  // What has been reported lies with the township as well: a phone that is lost takes little with it.
  if (joined) {
    const days = at === null ? null : Math.max(0, Math.floor((now - at) / DAY_MS));
    return { line: `${days === null ? '没有备份过' : `上次备份 ${agoOf(days)}`}；已上报的，乡镇都有一份`, soon: false };
  }
  if (at === null) {
    return { line: '还没有备份过，记录只存在本机', soon: unsaved > SET_UP };
  }
  const days = Math.max(0, Math.floor((now - at) / DAY_MS));
  if (unsaved <= 0) return { line: `上次备份 ${agoOf(days)}，之后没有新改动`, soon: false };
  return {
    line: `上次备份 ${agoOf(days)}，之后 ${unsaved} 处改动只在本机`,
    soon: days >= SOON_DAYS || unsaved >= SOON_CHANGES,
  };
}
