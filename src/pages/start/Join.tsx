import { Button } from '#ui/Button.tsx';
import { Page } from '#ui/Page.tsx';
import { useTitle } from '#pages/shell/use-title.ts';
import type { Step } from './Start.tsx';
import styles from './start.module.css';

/** What joining will be; until a township offers it, the way on is to begin alone. */
export function Join({ back, go }: { readonly back: () => void; readonly go: (step: Step) => void }) {
  useTitle('加入乡镇');
  return (
    <Page
      title="加入乡镇"
      onBack={back}
      bottom={
        <Button tone="primary" wide onClick={() => go('standalone')}>
          先单机使用
        </Button>
      }
    >
      <div className={styles.words}>
        <p>现在这个版本还不能连到乡镇，先在这台手机上单机使用。</p>
        <p>
          放心记：以后乡镇开通了，在“我的”里加入，<b>已经记下的会一起带过去</b>，不用重新输入。
        </p>
        <p>眼下要交给乡镇的，在“我的”里点“导出备份”，把文件发给司法所，司法所可以合并。</p>
      </div>
    </Page>
  );
}
