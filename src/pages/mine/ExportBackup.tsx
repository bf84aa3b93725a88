import { Download, Share2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { canShare, save, share, sizeText } from '#pages/backups.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { exportFailureText, useExport } from '#pages/use-export.ts';
import { browserOf } from '#core/browser.ts';
import { NO_PASSPHRASE, passphraseProblems, type PassphraseProblems } from '#core/passphrase.ts';
import type { Exported } from '#store/backup-export.ts';
import { usePhotoCount } from '#store/backup-hooks.ts';
import { useDrafts } from '#store/hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { PassphraseFields } from '#ui/PassphraseFields.tsx';
import styles from './mine.module.css';

export function ExportBackup() {
  const { state, run, again, kept } = useExport();
  useWriting(state.at === 'working');
  const make = async (photos: boolean, passphrase: { passphrase: string; hint: string } | null) => {
    const exported = await run({ photos, passphrase });
    // On iOS a saved file opens in a viewer: there the share sheet is the way, and it wants a tap of its own.
    if (exported === null || prefersSharing(exported)) return;
    exported.files.forEach(save);
    await kept(exported);
  };
  if (state.at === 'working') return <Loading what="正在做备份" done={state.done} of={state.of} after={0} />;
  if (state.at === 'done') {
    return <Made exported={state.exported} encrypted={state.encrypted} onKept={kept} onAgain={again} />;
  }
  return (
    <ExportForm
      failure={state.at === 'failed' ? exportFailureText[state.failure] : null}
      onExport={(photos, passphrase) => void make(photos, passphrase)}
    />
  );
}

const prefersSharing = ({ files }: Exported): boolean =>
  browserOf(navigator.userAgent, navigator.maxTouchPoints).system === 'ios' && canShare(files);

interface ExportFormProps {
  readonly failure: string | null;
  readonly onExport: (photos: boolean, passphrase: { passphrase: string; hint: string } | null) => void;
}

function ExportForm({ failure, onExport }: ExportFormProps) {
  const photoCount = usePhotoCount() ?? 0;
  const drafts = useDrafts()?.length ?? 0;
  const [photos, setPhotos] = useState(true);
  const [encrypted, setEncrypted] = useState(true);
  const [typed, setTyped] = useState(NO_PASSPHRASE);
  const [problems, setProblems] = useState<PassphraseProblems>({});
  useWriting(typed.passphrase !== '' || typed.hint !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = encrypted ? passphraseProblems(typed) : {};
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    onExport(photos && photoCount > 0, encrypted ? { passphrase: typed.passphrase, hint: typed.hint } : null);
  };
  return (
    <form className={styles.close} onSubmit={submit}>
      <p className={styles.soft}>把全部记录存成一个文件，留一份在别处：发给自己、存进电脑或交给司法所。</p>
      {drafts > 0 && (
        <Notice tone="info">首页有 {drafts} 份没写完的，还没保存，不在备份里。要一起带走的，请先写完保存。</Notice>
      )}
      {photoCount > 0 && (
        <label className={styles.check}>
          <input type="checkbox" checked={photos} onChange={(event) => setPhotos(event.currentTarget.checked)} />
          <span>
            连照片一起（{photoCount} 张）<small>文件会大一些；不带照片时，记录照样完整</small>
          </span>
        </label>
      )}
      <label className={styles.check}>
        <input type="checkbox" checked={encrypted} onChange={(event) => setEncrypted(event.currentTarget.checked)} />
        <span>
          加密，用口令才能打开<small>发给别人、经过微信时要加密</small>
        </span>
      </label>
      {encrypted ? (
        <PassphraseFields typed={typed} problems={problems} onChange={setTyped} />
      ) : (
        <Notice tone="warn">
          不加密的备份，谁拿到文件都能看到当事人的姓名、电话和案情。只留在自己手里，不要转发。
        </Notice>
      )}
      {failure !== null && (
        <Notice tone="error" announced>
          {failure}
        </Notice>
      )}
      <Button tone="primary" wide type="submit" icon={<Download size={22} aria-hidden />}>
        导出备份
      </Button>
    </form>
  );
}

interface MadeProps {
  readonly exported: Exported;
  readonly encrypted: boolean;
  readonly onKept: (exported: Exported) => Promise<unknown>;
  readonly onAgain: () => void;
}

function Made({ exported, encrypted, onKept, onAgain }: MadeProps) {
  const { files, changes, photos } = exported;
  const [said, setSaid] = useState(prefersSharing(exported) ? '' : SAVED);
  const sharable = canShare(files);
  const send = async () => {
    const done = await share(files);
    if (done === 'failed') setSaid('没有发出去。请先“存到手机”，再从文件管理里发送。');
    if (done !== 'shared') return;
    await onKept(exported);
    setSaid('已交给所选的应用。');
  };
  const saveAll = async () => {
    files.forEach(save);
    await onKept(exported);
    setSaid(SAVED);
  };
  return (
    <div className={styles.close}>
      <Notice tone="success" announced>
        备份已做好：{changes} 处改动{photos > 0 && `、${photos} 张照片`}。{said}
      </Notice>
      <ul>
        {files.map(({ name, blob }) => (
          <li key={name} className={styles.file}>
            {name}　{sizeText(blob.size)}
          </li>
        ))}
      </ul>
      {files.length > 1 && <p className={styles.small}>记录多，分成了 {files.length} 个文件，每个都要留好。</p>}
      {encrypted && <p className={styles.small}>打开时要用刚才的口令。口令写在纸上，和手机分开放。</p>}
      <div className={styles.buttons}>
        {sharable && (
          <Button tone="primary" icon={<Share2 size={22} aria-hidden />} onClick={() => void send()}>
            发送
          </Button>
        )}
        <Button icon={<Download size={22} aria-hidden />} onClick={() => void saveAll()}>
          {said === SAVED ? '再存一次' : '存到手机'}
        </Button>
      </div>
      <div>
        <Button tone="quiet" onClick={onAgain}>
          再导出一份
        </Button>
      </div>
    </div>
  );
}

const SAVED = '文件在手机的“下载”里。';
