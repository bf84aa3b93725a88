import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Backup } from '#core/backup.ts';
import { previewOf, type BackupPreview } from '#core/backup-preview.ts';
import { dayOfMs, zhDay } from '#core/day.ts';
import { kindByName, ledgerKinds } from '#kinds/index.ts';
import { restoreBackup } from '#store/backup-import.ts';
import type { Store } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Page } from '#ui/Page.tsx';
import { ReadBackup } from '#pages/ReadBackup.tsx';
import { askToPersist } from '#pages/shell/persist.ts';
import { useTitle } from '#pages/shell/use-title.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { useWorkspace } from '#pages/shell/workspace.ts';
import styles from './start.module.css';

type State =
  | { readonly at: 'choosing' }
  | { readonly at: 'read'; readonly backup: Backup; readonly preview: BackupPreview }
  | { readonly at: 'restoring'; readonly done: number; readonly of: number }
  /** Everything but some photos, for which there is no room. */
  | { readonly at: 'partly'; readonly store: Store; readonly photos: number }
  | { readonly at: 'failed'; readonly why: keyof typeof failures };

const failures = {
  full: '手机空间不够，没有恢复。请清出一些空间，再选一次文件。',
  closed: '手机中断了存储，没有恢复。请重新打开页面，再选一次文件。',
  nothingToRestore: '这份备份里没有单位，不能单独恢复。请先“单机使用”，再到“我的”里导入它。',
} as const;

/** 从备份恢复: read, show what is in it, and only then make it this device's ledger. */
export function Restore({ back }: { readonly back: () => void }) {
  useTitle('从备份恢复');
  const { empty, ports, enter } = useWorkspace();
  const navigate = useNavigate();
  const [state, setState] = useState<State>({ at: 'choosing' });
  useWriting(state.at === 'read' || state.at === 'restoring');
  const open = async (store: Store) => {
    enter(store);
    await navigate('/', { replace: true, state: null });
  };
  const restore = async (backup: Backup) => {
    if (empty === null) return;
    setState({ at: 'restoring', done: 0, of: 0 });
    const done = await restoreBackup(empty, ports, backup, (now, of) => setState({ at: 'restoring', done: now, of }));
    if (!done.ok) {
      setState({ at: 'failed', why: done.failure });
      return;
    }
    void askToPersist();
    const { store, photosLeftOut } = done.value;
    if (photosLeftOut > 0) setState({ at: 'partly', store, photos: photosLeftOut });
    else await open(store);
  };
  if (state.at === 'partly') return <Partly photos={state.photos} onOpen={() => void open(state.store)} />;
  return (
    <Page
      title="从备份恢复"
      onBack={back}
      under="选一个从法治台账导出的备份文件，名字像“fazhi-城墙村-20260301-0830.json”。先看里面有什么，再恢复。"
      {...(state.at === 'read'
        ? {
            bottom: (
              <Button tone="primary" wide onClick={() => void restore(state.backup)}>
                恢复到这台设备
              </Button>
            ),
          }
        : {})}
    >
      <div className={styles.words}>
        {state.at === 'restoring' ? (
          <Loading what="正在恢复" done={state.done} of={state.of} after={0} />
        ) : (
          <ReadBackup
            label="选择备份文件"
            onStart={() => setState({ at: 'choosing' })}
            onRead={(backup) => setState({ at: 'read', backup, preview: previewOf(backup) })}
          />
        )}
        {state.at === 'read' && <Contents preview={state.preview} />}
        {state.at === 'failed' && (
          <Notice tone="error" announced>
            {failures[state.why]}
          </Notice>
        )}
      </div>
    </Page>
  );
}

/** The file is still needed: whoever does not know that throws it away. */
function Partly({ photos, onOpen }: { readonly photos: number; readonly onOpen: () => void }) {
  return (
    <Page
      title="从备份恢复"
      bottom={
        <Button tone="primary" wide onClick={onOpen}>
          打开台账
        </Button>
      }
    >
      <Notice tone="warn" announced>
        记录都恢复了，还有 {photos} 张照片放不下。备份文件先别删；清出空间后，到“我的”里把它再导入一次即可。
      </Notice>
    </Page>
  );
}

function Contents({ preview: { units, createdAt, records, photos } }: { readonly preview: BackupPreview }) {
  const made = Date.parse(createdAt);
  const known = new Set(ledgerKinds.map(({ name }) => name));
  const facts: readonly (readonly [string, string])[] = [
    ['单位', units.map(({ name }) => name).join('、') || '没有写明'],
    ['导出日期', Number.isNaN(made) ? '没有写明' : zhDay(dayOfMs(made))],
    ...records
      .filter(({ kind }) => known.has(kind))
      .map(({ kind, count }) => [kindByName(kind)?.title ?? kind, `${count} 条`] as const),
    ...(photos > 0 ? [['照片', `${photos} 张`] as const] : []),
  ];
  return (
    <Card>
      <dl className={styles.facts} aria-label="备份里有什么">
        {facts.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
