import { useState } from 'react';
import { useUpdates } from '#pages/shell/updates.ts';
import { Button } from '#ui/Button.tsx';

/** 稍后 leads here: the version that waits can be taken at any time. */
export function CheckUpdate() {
  const { ready, takeNow } = useUpdates();
  const [said, setSaid] = useState('');
  if (ready) {
    return (
      <div>
        <p>新版本已备好。</p>
        <Button tone="primary" onClick={() => void takeNow()}>
          现在更新
        </Button>
      </div>
    );
  }
  const check = async () => {
    setSaid('正在查看…');
    try {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
      setSaid(registration?.installing || registration?.waiting ? '找到新版本，正在准备' : '已经是最新的');
    } catch {
      setSaid('没有网络，以后再看');
    }
  };
  if (!('serviceWorker' in navigator)) return null;
  return (
    <div>
      <Button onClick={() => void check()}>看看有没有新版本</Button>
      <p role="status">{said}</p>
    </div>
  );
}
