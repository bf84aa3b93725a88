import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import type { WriteFailure } from './try-write.ts';

/** Why nothing was stored, and what to do. */
export function FailureNotice({ failure }: { readonly failure: WriteFailure }) {
  if (failure === 'full')
    return (
      <Notice tone="error" announced>
        手机空间满了，没存进去。清理一些照片或软件，再试一次。
      </Notice>
    );
  if (failure === 'other') {
    return (
      <Notice tone="error" announced>
        出了意外，没有存下。写的都还在，请再试一次。
      </Notice>
    );
  }
  return (
    <Notice
      tone="error"
      announced
      actions={
        <Button tone="quiet" onClick={() => location.reload()}>
          重新打开
        </Button>
      }
    >
      手机断开了存储，没存进去。请重新打开页面再试。
    </Notice>
  );
}
