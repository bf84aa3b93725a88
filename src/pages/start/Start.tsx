import { lazy, Suspense, useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Loading } from '#ui/Loading.tsx';
import { useJoinLink } from '#pages/join-link.ts';
import { Join } from './Join.tsx';
import { Menu } from './Menu.tsx';
import { Names } from './Names.tsx';
import { Standalone } from './Standalone.tsx';
import { InWeChat } from './InWeChat.tsx';
import styles from './start.module.css';

const SetUp = lazy(() => import('./SetUp.tsx').then(({ SetUp: component }) => ({ default: component })));
const Restore = lazy(() => import('./Restore.tsx').then(({ Restore: component }) => ({ default: component })));

export type Step = 'menu' | 'join' | 'standalone' | 'village' | 'township' | 'restore' | 'setUp';

const stepOf = (state: unknown, path: string): Step => {
  if (typeof state === 'object' && state !== null && 'step' in state) return (state as { step: Step }).step;
  return path === '/join' ? 'join' : 'menu';
};

/** The first screen, while this device holds no ledger. Its steps lie in the history, so that the phone's own back key works. */
export function Start() {
  const { state, pathname, key } = useLocation();
  const link = useJoinLink();
  const navigate = useNavigate();
  const step = stepOf(state, pathname);
  const go = useCallback((to: Step) => void navigate('.', { state: { step: to } }), [navigate]);
  // Who came by a link has no screen to go back to.
  const back = useCallback(
    () => void (key === 'default' ? navigate('/', { replace: true, state: null }) : navigate(-1)),
    [navigate, key],
  );
  return (
    <div className={styles.start}>
      <InWeChat />
      {step === 'menu' && <Menu go={go} />}
      {step === 'join' && link?.way !== 'setup' && <Join back={back} records={null} />}
      {step === 'join' && link?.way === 'setup' && (
        <Suspense fallback={<Loading />}>
          <SetUp back={back} secret={link.secret} onNames={() => go('setUp')} />
        </Suspense>
      )}
      {step === 'setUp' && <Names key={step} mode="township" setsUp back={back} />}
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
