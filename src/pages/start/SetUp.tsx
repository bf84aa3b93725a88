import { Building2, Landmark, RotateCcw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { Identity } from '#store/store.ts';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Page } from '#ui/Page.tsx';
import { useTitle } from '#pages/shell/use-title.ts';
import { BigChoice } from './BigChoice.tsx';
import { Failed } from './Join.tsx';
import { useJoining } from './use-joining.ts';
import styles from './start.module.css';

export interface SetUpProps {
  readonly back: () => void;
  readonly secret: string;
  /** To the names of township and villages; absent where a ledger is here already. */
  readonly onNames?: () => void;
  /** The ledger that is here already. */
  readonly own?: { readonly identity: Identity; readonly records: number; readonly name: string };
}

/** The link that a server prints at its first start, or when its last office device was lost (SPEC X12). */
export function SetUp({ back, secret, onNames, own }: SetUpProps) {
  useTitle('开通乡镇');
  const { state, join } = useJoining();
  const found = () => {
    if (own === undefined) return;
    void join({ setup: secret });
  };
  useBegun(found);
  const isTownship = own?.identity.mode === 'township';
  return (
    <Page title="开通乡镇" onBack={back} under="这是服务器的开通链接，只能用一次。用它的这台设备归司法所。">
      <div className={styles.words}>
        {state.at === 'failed' && <Failed failure={state.failure} isFresh />}
        {state.at === 'joining' ? (
          <Loading what="正在开通" after={0} />
        ) : (
          <div className={styles.choices}>
            {onNames !== undefined && (
              <BigChoice
                title="第一次开通"
                line="填上乡镇、各村和您的姓名"
                icon={<Landmark size={26} />}
                onChoose={onNames}
              />
            )}
            {isTownship && (
              <BigChoice
                title="用本机已有的乡镇台账"
                line={`${own.name}，已经记下的 ${own.records} 条都带过去，不用重新输入`}
                icon={<Building2 size={26} />}
                onChoose={found}
              />
            )}
            <BigChoice
              title="乡镇开通过了"
              line="司法所的设备坏了、丢了，换用这一台"
              icon={<RotateCcw size={26} />}
              onChoose={() => void join({ setup: secret })}
            />
          </div>
        )}
        {own !== undefined && !isTownship && (
          <Notice>
            这台设备上是{own.name}一个村的台账。第一次开通乡镇，请换一台设备，或换一个浏览器打开这个链接。
          </Notice>
        )}
      </div>
    </Page>
  );
}

/** The names were just filled in: what was meant is clear, nobody is asked again. */
function useBegun(begin: () => void): void {
  const { state } = useLocation() as { readonly state: { readonly begin?: boolean } | null };
  const done = useRef(false);
  useEffect(() => {
    if (state?.begin !== true || done.current) return;
    done.current = true;
    begin();
  });
}
