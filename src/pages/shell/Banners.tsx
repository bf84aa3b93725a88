import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useStore } from '#store/hooks.ts';
import { useUpdates } from './updates.ts';
import { useWorkspace } from './workspace.ts';
import styles from './banners.module.css';

/** What concerns the whole app, above every screen. */
export function Banners() {
  const { identity } = useStore();
  const { leaveSample } = useWorkspace();
  const { ready, later, takeNow, postpone } = useUpdates();
  if (!identity.sample && (!ready || later)) return null;
  return (
    <div className={styles.banners}>
      {identity.sample && (
        <div className={styles.sample}>
          <span><b>示例</b>　双泉乡的样子，随便点，不会影响真实数据</span>
          <Button tone="quiet" onClick={() => void leaveSample()}>退出示例</Button>
        </div>
      )}
      {ready && !later && (
        <Notice
          announced
          actions={(
            <>
              <Button tone="quiet" onClick={() => void takeNow()}>现在更新</Button>
              <Button tone="quiet" onClick={postpone}>稍后</Button>
            </>
          )}
        >
          新版本已备好
        </Notice>
      )}
    </div>
  );
}
