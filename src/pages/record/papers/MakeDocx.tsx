import { Download, FileText, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { browserOf } from '#core/browser.ts';
import type { DocumentModel } from '#core/document.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { canShare, save, share, sizeText, type NamedBlob } from '#pages/backups.ts';
import { fileWords } from './file-words.ts';
import styles from './papers.module.css';

interface MakeDocxProps {
  readonly model: DocumentModel;
  readonly name: string;
}

type State = { readonly at: 'none' | 'working' | 'failed' } | { readonly at: 'made'; readonly file: NamedBlob };

/** 生成 .docx, and the way from there to WeChat or a printer in the words of this browser. */
export function MakeDocx({ model, name }: MakeDocxProps) {
  const [state, setState] = useState<State>({ at: 'none' });
  const browser = browserOf(navigator.userAgent, navigator.maxTouchPoints);
  const { refused } = fileWords(browser);
  useReadyWriter(refused === null);
  if (refused !== null) return <Notice tone="warn">{refused}</Notice>;
  const make = async () => {
    setState({ at: 'working' });
    try {
      const { docxBytes, DOCX_TYPE } = await import('#files/docx.ts');
      const file = { name, blob: new Blob([await docxBytes(model)], { type: DOCX_TYPE }) };
      // On iOS a saved file opens in a viewer: there the share sheet is the way, and it wants a tap of its own.
      if (browser.system !== 'ios' || !canShare([file])) save(file);
      setState({ at: 'made', file });
    } catch {
      setState({ at: 'failed' });
    }
  };
  return (
    <>
      {state.at === 'failed' && (
        <Notice tone="error" announced>
          没有做成。请再试一次；还不行的，先点“打印”，或关掉别的应用再来。
        </Notice>
      )}
      {state.at === 'made' ? (
        <Made file={state.file} />
      ) : (
        <Button
          tone="primary"
          wide
          disabled={state.at === 'working'}
          icon={<FileText size={22} aria-hidden />}
          onClick={() => void make()}
        >
          {state.at === 'working' ? '正在生成' : '生成 .docx'}
        </Button>
      )}
    </>
  );
}

/** Most of the time of a first paper is the library's: it comes while the paper is still being looked at. */
function useReadyWriter(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      // Whoever taps is told when it cannot be had.
      import('#files/docx.ts').catch(() => undefined);
    }, LOOKING_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
}
const LOOKING_MS = 300;

function Made({ file }: { readonly file: NamedBlob }) {
  const [said, setSaid] = useState('');
  const browser = browserOf(navigator.userAgent, navigator.maxTouchPoints);
  const isComputer = ['windows', 'mac', 'linux'].includes(browser.system);
  const { where, wechat, print } = fileWords(browser);
  const send = async () => {
    const done = await share([file]);
    if (done === 'failed') setSaid('没有发出去。请点“存到手机”，再照下面说的发送。');
    if (done === 'shared') setSaid('已交给所选的应用。');
  };
  return (
    <>
      <Notice tone="success" announced>
        已生成：{file.name}（{sizeText(file.blob.size)}）。{said}
      </Notice>
      <div className={styles.buttons}>
        {canShare([file]) && (
          <Button tone="primary" icon={<Share2 size={20} aria-hidden />} onClick={() => void send()}>
            发送
          </Button>
        )}
        <Button icon={<Download size={20} aria-hidden />} onClick={() => save(file)}>
          {isComputer ? '存到电脑' : '存到手机'}
        </Button>
      </div>
      <ul className={styles.how}>
        <li>{where}</li>
        <li>{wechat}</li>
        <li>{print}</li>
      </ul>
    </>
  );
}
