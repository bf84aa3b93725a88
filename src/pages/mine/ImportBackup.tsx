import { useState } from 'react';
import { CountAhead } from '#pages/CountAhead.tsx';
import { ReadBackup } from '#pages/ReadBackup.tsx';
import { askToPersist } from '#pages/shell/persist.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { useWorkspace } from '#pages/shell/workspace.ts';
import type { Backup } from '#core/backup.ts';
import { importBackup, previewImport, type Imported, type ImportPreview } from '#store/backup-import.ts';
import type { Failure } from '#store/guarded.ts';
import { useStore } from '#store/hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { ImportPreviewTable } from './ImportPreviewTable.tsx';
import { importedText } from './import-words.ts';
import { SameUnits } from './SameUnits.tsx';
import styles from './mine.module.css';

type State =
  | { readonly at: 'idle' }
  | { readonly at: 'previewing' }
  | { readonly at: 'preview'; readonly backup: Backup; readonly preview: ImportPreview }
  | { readonly at: 'merging'; readonly done: number; readonly of: number }
  | { readonly at: 'merged'; readonly imported: Imported }
  | { readonly at: 'failed'; readonly failure: Failure };

const failureText: { readonly [failure in Failure]: string } = {
  full: '手机空间不够，一条也没有并进来，原来的记录没有变化。请清出一些空间再导入。',
  closed: '手机中断了存储，一条也没有并进来，原来的记录没有变化。请重新打开再导入。',
};

/** Reads, shows what would come, and only then merges. */
export function ImportBackup() {
  const store = useStore();
  const { enter } = useWorkspace();
  const [state, setState] = useState<State>({ at: 'idle' });
  useWriting(state.at === 'preview' || state.at === 'merging');
  const onRead = async (backup: Backup) => {
    setState({ at: 'previewing' });
    setState({ at: 'preview', backup, preview: await previewImport(store, backup) });
  };
  const merge = async (backup: Backup) => {
    setState({ at: 'merging', done: 0, of: 0 });
    const done = await importBackup(store, backup, (now, of) => setState({ at: 'merging', done: now, of }));
    if (!done.ok) {
      setState({ at: 'failed', failure: done.failure });
      return;
    }
    void askToPersist();
    setState({ at: 'merged', imported: done.value });
    // Villages that came with the file are this office's from now on.
    if (done.value.store !== store) enter(done.value.store);
  };
  return (
    <div className={styles.close}>
      <p className={styles.soft}>把别的手机、别的村的备份并进来。先看里面有什么，再决定。</p>
      <ReadBackup label="导入备份" onStart={() => setState({ at: 'idle' })} onRead={(backup) => void onRead(backup)} />
      {state.at === 'previewing' && <Loading what="正在比对本机的记录" />}
      {state.at === 'preview' && (
        <>
          <ImportPreviewTable preview={state.preview} />
          <div className={styles.buttons}>
            <Button tone="primary" disabled={state.preview.changes === 0} onClick={() => void merge(state.backup)}>
              合并
            </Button>
            <Button onClick={() => setState({ at: 'idle' })}>不导入</Button>
          </div>
        </>
      )}
      {state.at === 'merging' && <Loading what="正在合并" done={state.done} of={state.of} after={0} />}
      {state.at === 'merged' && (
        <Notice tone="success" announced>
          {importedText(state.imported)}
        </Notice>
      )}
      {state.at === 'merged' && <CountAhead />}
      <SameUnits />
      {state.at === 'failed' && (
        <Notice tone="error" announced>
          {failureText[state.failure]}
        </Notice>
      )}
    </div>
  );
}
