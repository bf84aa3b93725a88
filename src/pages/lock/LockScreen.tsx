import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { waitOf, waitText } from '#core/pin.ts';
import { useStore } from '#store/hooks.ts';
import type { Pin, PinState } from '#store/pin-state.ts';
import { tryPin } from '#store/pin.ts';
import { Hidden } from '#ui/Hidden.tsx';
import { Loading } from '#ui/Loading.tsx';
import { SealMark } from '#ui/SealMark.tsx';
import { Keypad } from './Keypad.tsx';
import { askedText } from './asked-text.ts';
import { useClock } from './use-clock.ts';
import styles from './lock.module.css';

const Forgot = lazy(async () => ({ default: (await import('./Forgot.tsx')).Forgot }));

export interface LockScreenProps {
  readonly state: PinState & { readonly pin: Pin };
  readonly onOpen: () => void;
}

export function LockScreen({ state, onOpen }: LockScreenProps) {
  const [forgot, setForgot] = useState(false);
  if (!forgot) return <EnterPin state={state} onOpen={onOpen} onForgot={() => setForgot(true)} />;
  return (
    <Suspense fallback={<Loading />}>
      <Forgot state={state} onBack={() => setForgot(false)} onReset={onOpen} />
    </Suspense>
  );
}

function EnterPin({ state, onOpen, onForgot }: LockScreenProps & { readonly onForgot: () => void }) {
  const { pin, tries, asked } = state;
  const { typed, wrong, push, erase } = useTyped(pin.length, onOpen);
  const now = useClock(tries.wrong > 0);
  const wait = waitOf(tries, now);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const line = wait > 0 ? `输错多次，请等 ${waitText(wait)}再试` : wrong ? 'PIN 不对，请再输一次' : '';
  return (
    <main className={styles.screen}>
      <div className={styles.head}>
        <SealMark size={48} />
        <h1 ref={heading} tabIndex={-1}>
          请输入 PIN
        </h1>
        <Dots typed={typed.length} of={pin.length} />
        <p className={styles.line} role="alert">
          {line}
        </p>
        {asked !== null && (
          <p className={styles.asked}>{askedText(asked)}有人申请重设 PIN。输入 PIN 打开后，申请作废。</p>
        )}
      </div>
      <Keypad disabled={wait > 0} onDigit={push} onErase={erase} onForgot={onForgot} />
    </main>
  );
}

function Dots({ typed, of }: { readonly typed: number; readonly of: number }) {
  return (
    <div>
      <div role="status">
        <Hidden>{`已输入 ${typed} 位，共 ${of} 位`}</Hidden>
      </div>
      <div aria-hidden className={styles.dots}>
        {Array.from({ length: of }, (_, i) => (
          <span key={i} className={i < typed ? styles.full : styles.dot} />
        ))}
      </div>
    </div>
  );
}

/** What is typed; the last digit tries it. */
function useTyped(length: number, onOpen: () => void) {
  const store = useStore();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const pending = useRef('');
  const attempt = useCallback(
    async (whole: string) => {
      // The last dot is drawn before the phone is busy with the seal.
      await new Promise((resolve) => setTimeout(resolve, 30));
      const tried = await tryPin(store, whole);
      pending.current = '';
      setTyped('');
      if (tried === 'open') onOpen();
      else setWrong(tried === 'wrong');
    },
    [store, onOpen],
  );
  const push = useCallback(
    (digit: string) => {
      if (pending.current.length >= length) return;
      pending.current += digit;
      setTyped(pending.current);
      setWrong(false);
      if (pending.current.length === length) void attempt(pending.current);
    },
    [length, attempt],
  );
  const erase = useCallback(() => {
    if (pending.current.length >= length) return;
    pending.current = pending.current.slice(0, -1);
    setTyped(pending.current);
  }, [length]);
  return { typed, wrong, push, erase };
}
