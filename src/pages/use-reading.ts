import { useRef, useState } from 'react';
import type { Backup } from '#core/backup.ts';
import type { Finding } from '#core/finding.ts';
import { useReadBackup } from './backups.ts';

export type ReadingState =
  | { readonly at: 'idle' }
  | { readonly at: 'reading' }
  /** `problem`: the passphrase that was tried was not it. */
  | { readonly at: 'locked'; readonly hint: string; readonly busy: boolean; readonly problem?: string }
  | { readonly at: 'refused'; readonly findings: readonly Finding[] }
  /** The browser gave up on the file. */
  | { readonly at: 'broken' };

export interface ReadingProgress {
  readonly done: number;
  readonly of: number;
}
const NOTHING_READ: ReadingProgress = { done: 0, of: 0 };

/** One file at a time from chosen to read; what another file left on the way is dropped. */
export function useReading(onRead: (backup: Backup) => void, onStart: (() => void) | undefined) {
  const read = useReadBackup();
  const [state, setState] = useState<ReadingState>({ at: 'idle' });
  const [progress, setProgress] = useState(NOTHING_READ);
  const [file, setFile] = useState<File | null>(null);
  const turn = useRef(0);

  const start = async (chosen: File, locked: { hint: string; passphrase: string } | null) => {
    const mine = (turn.current += 1);
    const current = () => turn.current === mine;
    setProgress(NOTHING_READ);
    setState(locked === null ? { at: 'reading' } : { at: 'locked', hint: locked.hint, busy: true });
    const onProgress = (done: number, of: number) => {
      if (current()) setProgress({ done, of });
    };
    try {
      const reading = await read(chosen, { onProgress, ...(locked === null ? {} : { passphrase: locked.passphrase }) });
      if (!current()) return;
      if (reading.state === 'locked') setState({ at: 'locked', hint: reading.hint, busy: false });
      else if (reading.state === 'refused') setState(refusedAs(reading.findings, locked?.hint));
      else {
        setState({ at: 'idle' });
        onRead(reading.backup);
      }
    } catch {
      if (current()) setState({ at: 'broken' });
    }
  };
  return {
    state,
    progress,
    name: file?.name ?? '',
    choose: (chosen: File) => {
      setFile(chosen);
      onStart?.();
      void start(chosen, null);
    },
    unlock: (passphrase: string) => {
      if (file !== null && state.at === 'locked') void start(file, { hint: state.hint, passphrase });
    },
  };
}

/** After a wrong passphrase the box stays, so that a slip costs one word and not the whole way. */
function refusedAs(findings: readonly [Finding, ...Finding[]], hint: string | undefined): ReadingState {
  const [first] = findings;
  return hint !== undefined && first.code === 'wrongPassphrase'
    ? { at: 'locked', hint, busy: false, problem: first.what }
    : { at: 'refused', findings };
}
