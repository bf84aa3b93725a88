import { useState, type FormEvent } from 'react';
import { useSay } from '#pages/shell/announcer.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { LOCK_AFTER_DEFAULT, PIN_MAX, pinProblem } from '#core/pin.ts';
import { useStore } from '#store/hooks.ts';
import type { PinState } from '#store/pin-state.ts';
import { setPin } from '#store/pin.ts';
import { Button } from '#ui/Button.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import styles from './mine.module.css';

/** A new PIN, twice. */
export function PinForm({ state, onDone }: { readonly state: PinState; readonly onDone: () => void }) {
  const store = useStore();
  const say = useSay();
  const [pin, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useWriting(pin !== '');
  const changing = state.pin !== null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = pinProblem(pin, again);
    setProblem(found);
    if (found !== null) return;
    await setPin(store, pin, state.pin?.minutes ?? LOCK_AFTER_DEFAULT);
    say(changing ? 'PIN 已换' : 'PIN 已开');
    onDone();
  };
  const differs = problem === '两次输入的不一样';
  return (
    <form className={styles.close} onSubmit={(event) => void save(event)}>
      <TextBox
        label={changing ? '新的 PIN' : '设一个 PIN'}
        type="password"
        inputMode="numeric"
        max={PIN_MAX}
        value={pin}
        hint="4 到 6 位数字，别用生日和 1234。"
        problem={problem !== null && !differs ? problem : undefined}
        onChange={setTyped}
      />
      <TextBox
        label="再输一遍"
        type="password"
        inputMode="numeric"
        max={PIN_MAX}
        value={again}
        problem={differs ? problem : undefined}
        onChange={setAgain}
      />
      <div className={styles.buttons}>
        <Button tone="primary" type="submit">
          {changing ? '换成这个 PIN' : '开启 PIN'}
        </Button>
        {changing && <Button onClick={onDone}>不换了</Button>}
      </div>
    </form>
  );
}
