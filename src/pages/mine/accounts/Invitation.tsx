import { Copy, Printer, Wifi, WifiOff } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Invitation as InvitationAnswer } from '#core/enrolment.ts';
import { Button } from '#ui/Button.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Hidden } from '#ui/Hidden.tsx';
import { Live } from '#ui/Live.tsx';
import { Loading } from '#ui/Loading.tsx';
import { copyText } from '#pages/copy-text.ts';
import { zhMoment } from '#pages/shell/moment.ts';
import { useOfflineLink } from './use-offline-link.ts';
import styles from './accounts.module.css';

const QrCode = lazy(async () => ({ default: (await import('#ui/QrCode.tsx')).QrCode }));

export interface InvitationProps {
  readonly invitation: InvitationAnswer;
  readonly member: string;
  readonly name: string;
  readonly onWithdraw: () => void;
}

/** What is shown to whoever joins, or handed over on paper: a code to scan, nine digits to type. */
export function Invitation({ invitation, member, name, onWithdraw }: InvitationProps) {
  const { code, expiresAt } = invitation;
  const [said, setSaid] = useState('');
  const [isOffline, setOffline] = useState(false);
  const offlineLink = useOfflineLink(invitation, member);
  const link = isOffline && offlineLink !== null ? offlineLink : invitation.link;
  const copy = async () => {
    setSaid((await copyText(link)) ? '链接已复制，发给本人就行' : '这个浏览器不让复制，请报邀请码');
  };
  return (
    <section className={styles.invitation} aria-label={`邀请${name}加入`}>
      <h2>{name}的邀请码</h2>
      <p className={styles.code}>
        <span aria-hidden>{code.replace(/(\d{3})(?=\d)/g, '$1 ')}</span>
        {/* Read out digit by digit. */}
        <Hidden>邀请码 {code.split('').join(' ')}</Hidden>
      </p>
      <p className={styles.until}>{zhMoment(expiresAt)} 前有效，只能用一次</p>
      <div className={styles.qr}>
        <Suspense fallback={<Loading what="正在画二维码" />}>
          <QrCode text={link} label={isOffline ? '离线邀请二维码' : '邀请二维码'} />
        </Suspense>
      </div>
      {isOffline ? <HowOffline name={name} /> : <How host={new URL(link).host} />}
      {offlineLink !== null && (
        <Button
          tone="quiet"
          icon={isOffline ? <Wifi size={20} aria-hidden /> : <WifiOff size={20} aria-hidden />}
          onClick={() => setOffline(!isOffline)}
        >
          {isOffline ? '手机有网络，换回普通二维码' : '手机没有网络，换离线二维码'}
        </Button>
      )}
      <div className={styles.pair}>
        <Button icon={<Copy size={20} aria-hidden />} onClick={() => void copy()}>
          复制链接
        </Button>
        <Button icon={<Printer size={20} aria-hidden />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <ConfirmInline
        label="作废"
        tone="quiet"
        question={`作废以后，${name}没有用过的邀请码和二维码都不能再用。已经加入的设备不受影响。`}
        confirm="作废"
        onConfirm={onWithdraw}
      />
      <Live message={said} />
    </section>
  );
}

function How({ host }: { readonly host: string }) {
  return (
    <ol className={styles.how}>
      <li>用手机自带的相机扫这个码，打开网页，点“加入”。</li>
      <li>
        扫不了的：手机浏览器打开 <b>{host}</b>，点“加入乡镇”，输这 9 位数字。
      </li>
    </ol>
  );
}

/** The app itself has to be there: it cannot come through a code. */
function HowOffline({ name }: { readonly name: string }) {
  return (
    <ol className={styles.how}>
      <li>这部手机要打开过一次法治台账（借热点打开一次就行），以后没有网络也能用。</li>
      <li>用手机自带的相机扫这个码，打开网页，点“加入”，马上就能记。</li>
      <li>隔几天让{name}导出备份交来，您在“备份与恢复”里导入：72 小时内交来的自动认得，晚了的您点一下确认。</li>
    </ol>
  );
}
