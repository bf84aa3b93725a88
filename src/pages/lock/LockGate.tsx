import {
  lazy,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { LockContext } from '#pages/locking.ts';
import { StoreContext } from '#store/hooks.ts';
import { usePin } from '#store/pin-state.ts';
import { useAutoLock } from './use-auto-lock.ts';

// Most phones have no PIN: they need not wait for it.
const LockScreen = lazy(async () => ({ default: (await import('./LockScreen.tsx')).LockScreen }));

/** Stands around every screen: while the PIN is asked for, nothing of them is drawn, said or reachable by keys. */
export function LockGate({ children }: { readonly children: ReactNode }) {
  const store = useContext(StoreContext);
  return store === null ? children : <Gate key={store.db.name}>{children}</Gate>;
}

function Gate({ children }: { readonly children: ReactNode }) {
  const state = usePin();
  // A PIN that is set while one works locks from then on, not at once.
  const [passed, setPassed] = useState(false);
  const [started, setStarted] = useState(false);
  if (!passed && state?.pin === null) setPassed(true);
  if (passed && !started) setStarted(true);
  const locked = !passed;
  const lock = useCallback(() => setPassed(false), []);
  useAutoLock(passed && state?.pin ? state.pin.minutes : null, lock);
  useHiddenTitle(locked && started);
  useReturningFocus(locked && started);
  return (
    <LockContext value={lock}>
      {locked && state?.pin && (
        <Suspense fallback={null}>
          <LockScreen state={{ ...state, pin: state.pin }} onOpen={() => setPassed(true)} />
        </Suspense>
      )}
      {/* Locked screens stay as they are, only hidden: a picture on its way from the camera still finds its form. */}
      {started && <div hidden={locked}>{children}</div>}
    </LockContext>
  );
}

const LOCKED_TITLE = '已锁定 · 法治台账';

function useHiddenTitle(hidden: boolean): void {
  useLayoutEffect(() => {
    if (!hidden) return undefined;
    const before = document.title;
    document.title = LOCKED_TITLE;
    return () => {
      // A screen that changed below has set its own title meanwhile.
      if (document.title === LOCKED_TITLE) document.title = before;
    };
  }, [hidden]);
}

/** Back to the box in which one was writing. */
function useReturningFocus(locked: boolean): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    if (locked) return undefined;
    const remember = (event: FocusEvent) => {
      last.current = event.target instanceof Element ? event.target : null;
    };
    if (last.current instanceof HTMLElement) last.current.focus();
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [locked]);
}
