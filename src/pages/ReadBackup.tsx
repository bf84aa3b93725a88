import { FolderOpen } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Backup } from '#core/backup.ts';
import { sentenceOf, type Finding } from '#core/finding.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useReading, type ReadingProgress, type ReadingState } from './use-reading.ts';
import styles from './ReadBackup.module.css';

export interface ReadBackupProps {
  /** What the button says: 导入备份, 选择备份文件. */
  readonly label: string;
  /** All of it is sound; nothing has been changed yet. */
  readonly onRead: (backup: Backup) => void;
  /** Another file was chosen: what was shown of the last one is out of date. */
  readonly onStart?: () => void;
}

/** Chooses a backup file, reads it and asks for its passphrase. Whatever is wrong with it is said; nothing changes. */
export function ReadBackup({ label, onRead, onStart }: ReadBackupProps) {
  const { state, progress, name, choose, unlock } = useReading(onRead, onStart);
  return (
    <div className={styles.read}>
      <FileButton label={label} disabled={state.at === 'reading'} onFile={choose} />
      {state.at === 'reading' && <Progress name={name} {...progress} />}
      {state.at === 'locked' && <Unlock key={name} name={name} state={state} progress={progress} onUnlock={unlock} />}
      {state.at === 'refused' && <Refused name={name} findings={state.findings} />}
      {state.at === 'broken' && (
        <Notice tone="error" announced>
          手机内存不够，没有读完“{name}”。请关掉别的应用再试，或换一台设备。本机的记录没有变化。
        </Notice>
      )}
    </div>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes any file: Android greys out what a messenger saved under a type of its own. */
export function FileButton({ label, disabled, onFile }: FileButtonProps) {
  return (
    <label className={classes(buttonClass('secondary', true), styles.choose)}>
      <input
        type="file"
        aria-label={label}
        disabled={disabled}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // So that the same file can be chosen again after it was replaced.
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <FolderOpen size={22} aria-hidden />
      <span>{label}</span>
    </label>
  );
}

const Progress = ({ name, done, of }: ReadingProgress & { readonly name: string }) => (
  <Loading what={`正在核对“${name}”`} {...(of > 0 ? { done, of } : {})} />
);

interface UnlockProps {
  readonly name: string;
  readonly state: Extract<ReadingState, { at: 'locked' }>;
  readonly progress: ReadingProgress;
  readonly onUnlock: (passphrase: string) => void;
}

function Unlock({ name, state, progress, onUnlock }: UnlockProps) {
  const [passphrase, setPassphrase] = useState('');
  const [empty, setEmpty] = useState(false);
  const [shown, setShown] = useState(false);
  const unlock = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(passphrase === '');
    if (passphrase !== '' && !state.busy) onUnlock(passphrase);
  };
  return (
    <form className={styles.unlock} onSubmit={unlock}>
      <p>“{name}”是加密的备份，请输入导出时设的口令。</p>
      <TextBox
        label="备份口令"
        type={shown ? 'text' : 'password'}
        value={passphrase}
        {...(state.hint === '' ? {} : { hint: `提示：${state.hint}` })}
        problem={empty ? '请填口令' : state.problem}
        onChange={(typed) => {
          setPassphrase(typed);
          setEmpty(false);
        }}
      />
      <label className={styles.show}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        <span>显示口令</span>
      </label>
      {state.busy && <Progress name={name} {...progress} />}
      <Button tone="primary" wide type="submit" disabled={state.busy}>
        打开备份
      </Button>
    </form>
  );
}

const SHOWN = 3;

function Refused({ name, findings }: { readonly name: string; readonly findings: readonly Finding[] }) {
  const rest = findings.length - SHOWN;
  return (
    <Notice tone="error" announced>
      <p>“{name}”不能导入，本机的记录没有变化。</p>
      <ul className={styles.findings}>
        {findings.slice(0, SHOWN).map((finding) => (
          <li key={sentenceOf(finding)}>{sentenceOf(finding)}</li>
        ))}
      </ul>
      {rest > 0 && <p>还有 {rest} 处。</p>}
    </Notice>
  );
}
