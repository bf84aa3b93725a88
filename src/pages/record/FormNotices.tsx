import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import type { WriteFailure } from '#pages/shell/try-write.ts';

export interface FormNoticesProps {
  readonly failure: WriteFailure | null;
  /** The record itself was refused, not only its draft. */
  readonly refused: boolean;
  readonly forked: boolean;
}

/** What stands between a form and the device's storage, in plain words, beside the button that meets it. */
export function FormNotices({ failure, refused, forked }: FormNoticesProps) {
  return (
    <>
      {failure === 'full' && (
        <Notice tone="error" announced>
          {refused ? '手机空间满了，这一条还没存进去。' : '手机空间满了，刚写的还没存下。'}
          写的都还在这一页：先别关，清理一些照片或软件，再点“保存”。
        </Notice>
      )}
      {failure === 'closed' && (
        <Notice
          tone="error"
          announced
          actions={
            <Button tone="quiet" onClick={() => location.reload()}>
              重新打开
            </Button>
          }
        >
          手机断开了存储。请重新打开页面，写过的内容在首页“继续填写”里。
        </Notice>
      )}
      {failure === 'other' && (
        <Notice tone="error" announced>
          出了意外，{refused ? '这一条' : '刚写的'}没有存下。写的都还在这一页，请再点一次“保存”。
        </Notice>
      )}
      {forked && <Notice announced>这份内容在另一个窗口里也改了。两份都留着，这一份另存为一份新的“继续填写”。</Notice>}
    </>
  );
}
