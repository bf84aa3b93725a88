/** Screens for what stops the whole app: one plain sentence, and what to do. */
import { useRouteError } from 'react-router';
import { Button } from '#ui/Button.tsx';
import { FullScreen } from './FullScreen.tsx';
import { Reopening } from './Reopening.tsx';
import { isChunkGone } from './reopen.ts';

const reload = (
  <Button tone="primary" wide onClick={() => location.reload()}>
    重新打开
  </Button>
);

export function NoStorageScreen() {
  return (
    <FullScreen title="这个浏览器不让保存数据" action={reload}>
      <p>法治台账把记录存在手机里，现在的浏览器窗口不允许。常见原因是开了“无痕浏览”或“隐私模式”，或者手机空间已满。</p>
      <p>请关掉无痕浏览，或换用手机自带的浏览器再打开本页。以前存下的记录不会因此丢失。</p>
    </FullScreen>
  );
}

export function NewerScreen() {
  return (
    <FullScreen title="请刷新页面" action={reload}>
      <p>本机的数据已由较新的版本打开过，这个页面还是旧版本。关掉其他法治台账页面，再点“重新打开”。</p>
      <p>记录和没写完的内容都在。</p>
    </FullScreen>
  );
}

export function FaultScreen() {
  return (
    <FullScreen
      title="这一页没能打开"
      action={
        <>
          {reload}
          <Button wide onClick={() => location.assign('/')}>
            回首页
          </Button>
        </>
      }
    >
      <p>已经记下的都在本机，没写完的内容在首页“继续填写”里。请重新打开；要是还不行，先回首页。</p>
    </FullScreen>
  );
}

/** What the router shows when a screen or its chunk failed. */
export function RouteFault() {
  const error = useRouteError();
  if (isChunkGone(error)) return <Reopening />;
  // The only trace of a bug on a phone without tools; it carries no text of records.
  if (error instanceof Error) reportError(error);
  return <FaultScreen />;
}
