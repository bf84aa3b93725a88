import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { resetWaitOf, waitOf, waitText } from '#core/pin.ts';
import { useStore } from '#store/hooks.ts';
import type { PinState, Verifier } from '#store/pin-state.ts';
import { askReset, resetByPassphrase } from '#store/pin.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { askedText } from './asked-text.ts';
import { ResetDue } from './ResetDue.tsx';
import { useClock } from './use-clock.ts';
import styles from './lock.module.css';

export interface ForgotProps {
  readonly state: PinState;
  readonly onBack: () => void;
  /** The PIN is gone: the app opens. */
  readonly onReset: () => void;
}

/** Every way back in; none of them touches a record (docs/decisions/0005-pin.md). */
export function Forgot({ state, onBack, onReset }: ForgotProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles.forgot}>
      <div>
        <Button tone="quiet" icon={<ChevronLeft size={24} aria-hidden />} onClick={onBack}>
          返回
        </Button>
      </div>
      <h1 ref={heading} tabIndex={-1}>
        忘记 PIN
      </h1>
      <Notice>记录都在，一条也不会少。PIN 只锁屏幕，用下面的办法可以重设。</Notice>
      {state.verifier !== null && (
        <Way title="用备份口令打开">
          <ByPassphrase verifier={state.verifier} state={state} onReset={onReset} />
        </Way>
      )}
      <Way title={state.verifier === null ? '等一天再重设' : '口令也忘了：等一天再重设'}>
        <ByWaiting asked={state.asked} onReset={onReset} />
      </Way>
    </main>
  );
}

function Way({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <section className={styles.way} aria-label={title}>
        <h2>{title}</h2>
        {children}
      </section>
    </Card>
  );
}

interface ByPassphraseProps {
  readonly verifier: Verifier;
  readonly state: PinState;
  readonly onReset: () => void;
}

function ByPassphrase({ verifier, state, onReset }: ByPassphraseProps) {
  const store = useStore();
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const wait = waitOf(state.tries, useClock(state.tries.wrong > 0));
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    if (passphrase === '') {
      setProblem('请填口令');
      return;
    }
    setBusy(true);
    const tried = await resetByPassphrase(store, passphrase);
    setBusy(false);
    if (tried === 'open') onReset();
    else setProblem(tried === 'wrong' ? '口令不对，请再试' : undefined);
  };
  return (
    <form className={styles.way} onSubmit={(event) => void open(event)}>
      <p className={styles.soft}>{askedText(verifier.at)}导出加密备份时设的口令。</p>
      <TextBox
        label="备份口令"
        type="password"
        value={passphrase}
        problem={problem}
        {...(verifier.hint === '' ? {} : { hint: `提示：${verifier.hint}` })}
        onChange={(typed) => {
          setPassphrase(typed);
          setProblem(undefined);
        }}
      />
      {wait > 0 && <p role="alert">输错多次，请等 {waitText(wait)}再试</p>}
      <Button tone="primary" wide type="submit" disabled={busy || wait > 0}>
        {busy ? '正在核对…' : '打开并取消 PIN'}
      </Button>
    </form>
  );
}

function ByWaiting({ asked, onReset }: { readonly asked: number | null; readonly onReset: () => void }) {
  const store = useStore();
  const now = useClock(asked !== null);
  if (asked === null) {
    return (
      <>
        <p className={styles.soft}>
          申请后过 24 小时可以重设，这样别人拿到手机也不能马上看。这一天里想起了 PIN，照常打开就行，申请自动作废。
        </p>
        <ConfirmInline
          label="申请重设 PIN"
          harmless
          tone="secondary"
          wide
          question="从现在起等 24 小时，到时回到这里重设。记录不会动。"
          confirm="申请"
          onConfirm={() => void askReset(store)}
        />
      </>
    );
  }
  const wait = resetWaitOf(asked, now);
  if (wait > 0) {
    return (
      <p role="status">
        {askedText(asked)}已申请，还要等 {waitText(wait)}。到时回到这里重设。
      </p>
    );
  }
  return <ResetDue onReset={onReset} />;
}
