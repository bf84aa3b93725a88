import { useState } from 'react';
import { useStore } from '#store/hooks.ts';
import { exportBackup, type Exported } from '#store/backup-export.ts';
import { rememberBackup } from '#store/backup-state.ts';
import type { Failure } from '#store/guarded.ts';
import { dropLoosePhotos } from '#store/loose-photos.ts';
import { keepPassphrase } from '#store/pin.ts';
import type { Passphrase } from '#files/backup-seal.ts';
import { sealedWith } from './backups.ts';

export interface ExportAsked {
  readonly photos: boolean;
  /** null: the file stays readable for whoever has it. */
  readonly passphrase: Passphrase | null;
}

export type ExportState =
  | { readonly at: 'idle' }
  | { readonly at: 'working'; readonly done: number; readonly of: number }
  | { readonly at: 'done'; readonly exported: Exported; readonly encrypted: boolean }
  /** noCrypto: this address gives no encryption (plain http). */
  | { readonly at: 'failed'; readonly failure: Failure | 'noCrypto' | 'memory' };

/** Makes the files; whoever hands them over calls `kept` once they have left the app. */
export function useExport() {
  const store = useStore();
  const [state, setState] = useState<ExportState>({ at: 'idle' });
  const run = async ({ photos, passphrase }: ExportAsked): Promise<Exported | null> => {
    if (passphrase !== null && typeof crypto.subtle === 'undefined') {
      setState({ at: 'failed', failure: 'noCrypto' });
      return null;
    }
    setState({ at: 'working', done: 0, of: 0 });
    const onProgress = (done: number, of: number) => setState({ at: 'working', done, of });
    const seal = passphrase === null ? {} : { seal: sealedWith(passphrase) };
    try {
      if (photos) await dropLoosePhotos(store);
      const made = await exportBackup(store, { photos, onProgress, ...seal });
      if (!made.ok) {
        setState({ at: 'failed', failure: made.failure });
        return null;
      }
      if (passphrase !== null) await keepPassphrase(store, passphrase.passphrase, passphrase.hint ?? '');
      setState({ at: 'done', exported: made.value, encrypted: passphrase !== null });
      return made.value;
    } catch {
      setState({ at: 'failed', failure: 'memory' });
      return null;
    }
  };
  return {
    state,
    run,
    again: () => setState({ at: 'idle' }),
    kept: (exported: Exported) => rememberBackup(store, exported),
  };
}

/** One plain sentence for every way in which exporting may fail. */
export const exportFailureText: { readonly [failure in Extract<ExportState, { at: 'failed' }>['failure']]: string } = {
  full: '手机空间不够，备份没有做成。请清出一些空间再试；记录都在。',
  closed: '手机中断了存储，备份没有做成。请重新打开法治台账再试；记录都在。',
  noCrypto: '现在的网址不是安全连接（https），不能加密。请用 https 网址打开，或选“不加密”。',
  memory: '手机内存不够，备份没有做成。请关掉别的应用再试，或不带照片。记录都在。',
};
