import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { Live } from '#ui/Live.tsx';
import { joinAddress, useJoinLink } from '#pages/join-link.ts';
import { insideWeChat } from '#pages/shell/wechat.ts';
import styles from './start.module.css';

/** WeChat's browser forgets what is stored: out of it before anything is typed. */
export function InWeChat() {
  const [said, setSaid] = useState('');
  const link = useJoinLink();
  if (!insideWeChat()) return null;
  // The invitation was taken out of the address, and the other browser needs it.
  const address = link === null ? location.href : joinAddress(location.origin, link);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setSaid('网址已复制，到手机浏览器里粘贴打开');
    } catch {
      // Old kernels refuse the clipboard: the address stands there to be pressed and copied.
      setSaid('请长按下面的网址复制');
    }
  };
  return (
    <section className={styles.wechat} aria-label="在浏览器打开">
      <p className={styles.arrow} aria-hidden>
        ↗
      </p>
      <h2>点右上角⋯，选“在浏览器打开”</h2>
      <p>微信里打开的页面会被清理，记下的东西可能丢失。</p>
      <Button tone="primary" wide icon={<Copy size={20} aria-hidden />} onClick={() => void copy()}>
        复制网址
      </Button>
      <p className={styles.address}>{link === null ? location.origin : address}</p>
      <Live message={said} />
    </section>
  );
}
