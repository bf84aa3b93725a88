import { useEffect, useRef, useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { FullScreen } from './FullScreen.tsx';
import { mayReopen, reopen } from './reopen.ts';

/** unsaved: something could not be stored. again: it has just been opened anew, and the part is still missing. */
type Stuck = 'unsaved' | 'again';

async function tryReopen(): Promise<Stuck | null> {
  if (!mayReopen(Date.now())) return 'again';
  return (await reopen()) ? null : 'unsaved';
}

/**
 * An old tab asked for a part of the app that the new version has replaced. What is typed is stored first; then the page
 * opens anew by itself.
 */
export function Reopening() {
  const [stuck, setStuck] = useState<Stuck | null>(null);
  const started = useRef(false);
  useEffect(() => {
    // Once, even where React runs effects twice: the second try would take the first for a failure.
    if (started.current) return;
    started.current = true;
    void tryReopen().then(setStuck);
  }, []);
  if (stuck === null)
    return <FullScreen title="新版本已启用，正在重新打开">没写完的内容已经存好，打开后接着写。</FullScreen>;
  return (
    <FullScreen
      title={stuck === 'again' ? '这一页没有取到' : '有内容还没存好'}
      action={
        <Button tone="primary" wide onClick={() => location.reload()}>
          重新打开
        </Button>
      }
    >
      {stuck === 'again'
        ? '可能是网络断了。记录都在本机，联上网再点“重新打开”。'
        : '手机空间可能满了。请先清出一些空间，再点“重新打开”。'}
    </FullScreen>
  );
}
