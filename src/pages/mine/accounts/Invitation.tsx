import { Copy, Printer } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Invitation as InvitationAnswer } from '#core/enrolment.ts';
import { Button } from '#ui/Button.tsx';
import { Hidden } from '#ui/Hidden.tsx';
import { Live } from '#ui/Live.tsx';
import { Loading } from '#ui/Loading.tsx';
import { copyText } from '#pages/copy-text.ts';
import { zhMoment } from '#pages/shell/moment.ts';
import styles from './accounts.module.css';

const QrCode = lazy(async () => ({ default: (await import('#ui/QrCode.tsx')).QrCode }));

export interface InvitationProps {
  readonly invitation: InvitationAnswer;
  readonly name: string;
}

/** What is shown to whoever joins, or handed over on paper: a code to scan, nine digits to type. */
export function Invitation({ invitation: { code, link, expiresAt }, name }: InvitationProps) {
  const [said, setSaid] = useState('');
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
          <QrCode text={link} label="邀请二维码" />
        </Suspense>
      </div>
      <ol className={styles.how}>
        <li>用手机自带的相机扫这个码，打开网页，点“加入”。</li>
        <li>
          扫不了的：手机浏览器打开 <b>{new URL(link).host}</b>，点“加入乡镇”，输这 9 位数字。
        </li>
      </ol>
      <div className={styles.pair}>
        <Button icon={<Copy size={20} aria-hidden />} onClick={() => void copy()}>
          复制链接
        </Button>
        <Button icon={<Printer size={20} aria-hidden />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <Live message={said} />
    </section>
  );
}
