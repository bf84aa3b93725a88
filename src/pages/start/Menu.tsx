import { Archive, Smartphone, Users } from 'lucide-react';
import { useState } from 'react';
import { useTitle } from '#pages/shell/use-title.ts';
import { useWorkspace } from '#pages/shell/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { SealMark } from '#ui/SealMark.tsx';
import { BigChoice } from './BigChoice.tsx';
import type { Step } from './Start.tsx';
import styles from './start.module.css';

export function Menu({ go }: { readonly go: (step: Step) => void }) {
  useTitle('开始');
  const { openSample } = useWorkspace();
  const [opening, setOpening] = useState(false);
  if (opening) return <Loading what="正在准备示例" after={0} />;
  return (
    <main id="main" className={styles.menu}>
      <header className={styles.welcome}>
        <SealMark size={64} />
        <h1>法治台账</h1>
        <p>
          调解、培训、普法，记一次就够。
          <br />
          没有信号也能记，不会丢。
        </p>
      </header>
      <div className={styles.choices}>
        <BigChoice
          title="加入乡镇"
          line="乡镇司法所给了邀请码"
          icon={<Users size={26} />}
          onChoose={() => go('join')}
        />
        <BigChoice
          title="单机使用"
          line="只用这台设备，马上开始"
          icon={<Smartphone size={26} />}
          onChoose={() => go('standalone')}
        />
        <BigChoice
          title="从备份恢复"
          line="换了手机，或者有备份文件"
          icon={<Archive size={26} />}
          onChoose={() => go('restore')}
        />
      </div>
      <div className={styles.foot}>
        <Button
          tone="quiet"
          onClick={() => {
            setOpening(true);
            void openSample();
          }}
        >
          看看示例
        </Button>
      </div>
    </main>
  );
}
