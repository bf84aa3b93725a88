import { House, Landmark } from 'lucide-react';
import { Page } from '#ui/Page.tsx';
import { useTitle } from '#pages/shell/use-title.ts';
import { BigChoice } from './BigChoice.tsx';
import type { Step } from './Start.tsx';
import styles from './start.module.css';

export function Standalone({ back, go }: { readonly back: () => void; readonly go: (step: Step) => void }) {
  useTitle('单机使用');
  return (
    <Page title="单机使用" onBack={back} under="这台手机或电脑上记哪里的事？">
      <div className={styles.choices}>
        <BigChoice title="一个村" line="村干部、调解员用" icon={<House size={26} />} onChoose={() => go('village')} />
        <BigChoice
          title="一个乡镇"
          line="司法所用：管多个村，能合并各村的备份"
          icon={<Landmark size={26} />}
          onChoose={() => go('township')}
        />
      </div>
    </Page>
  );
}
