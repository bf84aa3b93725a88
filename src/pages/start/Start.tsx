import { lazy, Suspense, useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Loading } from '#ui/Loading.tsx';
import { Join } from './Join.tsx';
import { Menu } from './Menu.tsx';
import { Names } from './Names.tsx';
import { Standalone } from './Standalone.tsx';
import { InWeChat } from './InWeChat.tsx';
import styles from './start.module.css';

const Restore = lazy(() => import('./Restore.tsx').then(({ Restore: component }) => ({ default: component })));

export type Step = 'menu' | 'join' | 'standalone' | 'village' | 'township' | 'restore';

const stepOf = (state: unknown): Step =>
  typeof state === 'object' && state !== null && 'step' in state ? (state as { step: Step }).step : 'menu';

/** The first screen, while this device holds no ledger. Its steps lie in the history, so that the phone's own back key works. */
export function Start() {
  const { state } = useLocation();
  const navigate = useNavigate();
  const step = stepOf(state);
  const go = useCallback((to: Step) => void navigate('.', { state: { step: to } }), [navigate]);
  const back = useCallback(() => void navigate(-1), [navigate]);
  return (
    <div className={styles.start}>
      <InWeChat />
      {step === 'menu' && <Menu go={go} />}
      {step === 'join' && <Join back={back} go={go} />}
      {step === 'standalone' && <Standalone back={back} go={go} />}
      {(step === 'village' || step === 'township') && <Names key={step} mode={step} back={back} />}
      {step === 'restore' && (
        <Suspense fallback={<Loading />}>
          <Restore back={back} />
        </Suspense>
      )}
    </div>
  );
}
