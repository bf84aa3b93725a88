import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useStore } from '#store/hooks.ts';
import { useLost } from './use-lost.ts';
import { useUpdates, type UpdateState } from './updates.ts';
import { insideWeChat } from './wechat.ts';
import { useWorkspace } from './workspace.ts';
import styles from './banners.module.css';

/** What concerns the whole app, above every screen. */
export function Banners() {
  const { identity } = useStore();
  const { leaveSample } = useWorkspace();
  const updates = useUpdates();
  const lost = useLost();
  if (!identity.sample && !asks(updates) && !insideWeChat() && !lost) return null;
  return (
    <section className={styles.banners} aria-label="提示">
      {identity.sample && (
        <div className={styles.sample}>
          <span>
            双泉乡<b>示例</b>，不影响真实数据
          </span>
          <Button tone="quiet" onClick={() => void leaveSample()}>
            退出示例
          </Button>
        </div>
      )}
      {insideWeChat() && (
        <Notice tone="warn">
          微信里打开的页面会被清理。点右上角⋯，选“在浏览器打开”；这里记下的先到“我的”里导出备份。
        </Notice>
      )}
      {lost && <Lost />}
      {asks(updates) && <NewVersion {...updates} />}
    </section>
  );
}

/** What is typed is left for the next start when the page goes (SPEC D9). */
function Lost() {
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
      手机断开了存储，看到的可能不全。记录都在，请重新打开。
    </Notice>
  );
}

const asks = ({ ready, later }: UpdateState): boolean => ready && !later;

function NewVersion({ replaced, unsaved, opening, takeNow, postpone }: ReturnType<typeof useUpdates>) {
  if (opening) return <Notice announced>正在打开新版本…</Notice>;
  const actions = (
    <>
      <Button tone="quiet" onClick={() => void takeNow()}>
        现在更新
      </Button>
      <Button tone="quiet" onClick={postpone}>
        稍后
      </Button>
    </>
  );
  if (unsaved) {
    return (
      <Notice tone="warn" announced actions={actions}>
        正在写的内容还没存好，所以先不更新。先写完存好；存不下就清出手机空间，再点“现在更新”。
      </Notice>
    );
  }
  return (
    <Notice announced actions={actions}>
      {replaced ? '新版本已在别的窗口启用，写完这一条再更新也可以' : '新版本已备好'}
    </Notice>
  );
}
