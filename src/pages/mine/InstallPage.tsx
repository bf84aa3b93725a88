import {
  Bookmark,
  Check,
  Copy,
  Ellipsis,
  EllipsisVertical,
  Menu,
  MonitorSmartphone,
  Settings,
  Share,
  SquarePlus,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { Screen } from '#pages/shell/Screen.tsx';
import { browserOf } from '#core/browser.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Live } from '#ui/Live.tsx';
import { Notice } from '#ui/Notice.tsx';
import { guideOf, type Glyph, type Guide } from './install-guide.ts';
import { useInstall } from './install-prompt.ts';
import { isInstalled } from './installed.ts';
import styles from './mine.module.css';

const glyphs: { readonly [glyph in Glyph]: LucideIcon } = {
  dots: EllipsisVertical,
  moreDots: Ellipsis,
  lines: Menu,
  share: Share,
  plus: SquarePlus,
  check: Check,
  bookmark: Bookmark,
  settings: Settings,
  copy: Copy,
  screen: MonitorSmartphone,
};

export function InstallPage() {
  const guide = guideOf(browserOf(navigator.userAgent, navigator.maxTouchPoints));
  return (
    <Screen title="放到桌面" back="/mine">
      <div className={styles.stack}>{isInstalled() ? <Installed /> : <HowTo guide={guide} />}</div>
    </Screen>
  );
}

const Installed = () => <Notice tone="success">已经装好了。您现在就是从图标打开的，没有网络也能用。</Notice>;

function HowTo({ guide }: { readonly guide: Guide }) {
  const install = useInstall();
  return (
    <>
      {!guide.elsewhere && <p className={styles.soft}>放到桌面后，像应用一样一点就开，没有网络也能用。</p>}
      {guide.first !== null && <Notice tone="warn">{guide.first}</Notice>}
      {install !== null && (
        <Button tone="primary" wide icon={<SquarePlus size={22} aria-hidden />} onClick={() => void install()}>
          现在就装
        </Button>
      )}
      <Card>
        <div className={styles.close}>
          <h2>
            {guide.browser}
            {install === null ? '，这样做：' : '，也可以这样做：'}
          </h2>
          <ol className={styles.steps}>
            {guide.steps.map(({ glyph, text }) => {
              const Icon = glyphs[glyph];
              return (
                <li key={text}>
                  <span>{text}</span>
                  <span className={styles.glyph}>
                    <Icon size={26} aria-hidden />
                  </span>
                </li>
              );
            })}
          </ol>
        </div>
      </Card>
      {guide.elsewhere && <CopyAddress />}
      {!('serviceWorker' in navigator) && <NoWorker />}
      {guide.notes.map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
    </>
  );
}

/** Tier "warn" (domain.md §7.4): records are kept, but the app itself cannot be opened without a network. */
const NoWorker = () => (
  <Notice tone="warn">这里打开法治台账每次都要有网络。要在没有信号的地方用，请按上面的办法换到浏览器里打开。</Notice>
);

function CopyAddress() {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.origin);
      setSaid('网址已复制');
    } catch {
      // Old kernels refuse the clipboard: the address stands there to be pressed and copied.
      setSaid('请长按上面的网址复制');
    }
  };
  return (
    <Card>
      <div className={styles.close}>
        <p className={styles.file}>{location.origin}</p>
        <Button wide icon={<Copy size={20} aria-hidden />} onClick={() => void copy()}>
          复制网址
        </Button>
        <Live message={said} />
      </div>
    </Card>
  );
}
