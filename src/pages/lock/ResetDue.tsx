import { useState, type FormEvent } from 'react';
import { canShare, save, share } from '#pages/backups.ts';
import { exportFailureText, useExport } from '#pages/use-export.ts';
import { NO_PASSPHRASE, passphraseProblems, type PassphraseProblems } from '#core/passphrase.ts';
import { useStore } from '#store/hooks.ts';
import { resetAfterWait } from '#store/pin.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { PassphraseFields } from '#ui/PassphraseFields.tsx';
import styles from './lock.module.css';

/** The wait is over: first a copy that is safe, and with its passphrase the way back in for the next time. */
export function ResetDue({ onReset }: { readonly onReset: () => void }) {
  const store = useStore();
  const [typed, setTyped] = useState(NO_PASSPHRASE);
  const [problems, setProblems] = useState<PassphraseProblems>({});
  const { state, run, kept } = useExport();
  const reset = async () => {
    if (await resetAfterWait(store)) onReset();
  };
  const exportFirst = async (event: FormEvent) => {
    event.preventDefault();
    const found = passphraseProblems(typed);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    await run({ photos: true, passphrase: { passphrase: typed.passphrase, hint: typed.hint } });
  };
  if (state.at === 'working') return <Loading what="正在做备份" done={state.done} of={state.of} after={0} />;
  if (state.at === 'done') {
    const { files } = state.exported;
    const hand = async () => {
      if (canShare(files)) {
        if ((await share(files)) !== 'shared') files.forEach(save);
      } else files.forEach(save);
      await kept(state.exported);
    };
    return (
      <div className={styles.way}>
        <Notice tone="success" announced>
          加密备份已做好。先存下来，再重设 PIN。
        </Notice>
        <Button wide onClick={() => void hand()}>
          存下备份
        </Button>
        <Button tone="primary" wide onClick={() => void reset()}>
          取消旧 PIN，打开法治台账
        </Button>
      </div>
    );
  }
  return (
    <form className={styles.way} onSubmit={(event) => void exportFirst(event)}>
      <p role="status">24 小时已到，可以重设了。先做一份加密备份，下次忘了 PIN 用这个口令就能打开。</p>
      <PassphraseFields typed={typed} problems={problems} onChange={setTyped} />
      {state.at === 'failed' && (
        <Notice tone="error" announced>
          {exportFailureText[state.failure]}
        </Notice>
      )}
      <Button tone="primary" wide type="submit">
        导出加密备份
      </Button>
      <Button tone="quiet" wide onClick={() => void reset()}>
        不做备份，直接取消旧 PIN
      </Button>
    </form>
  );
}
