import { Link } from 'react-router';
import { useState } from 'react';
import { useLockNow } from '#pages/locking.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { LOCK_AFTER } from '#core/pin.ts';
import { useStore } from '#store/hooks.ts';
import { usePin, type PinState } from '#store/pin-state.ts';
import { removePin, setLockAfter } from '#store/pin.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { lockAfterText } from './lock-words.ts';
import { PinForm } from './PinForm.tsx';
import styles from './mine.module.css';

export function PinPage() {
  const state = usePin();
  return (
    <Screen title="PIN 锁屏" back="/mine">
      {state === undefined ? <Loading /> : <PinSettings state={state} />}
    </Screen>
  );
}

function PinSettings({ state }: { readonly state: PinState }) {
  const [changing, setChanging] = useState(false);
  return (
    <div className={styles.stack}>
      <Notice>PIN 只锁住屏幕，防止别人随手翻看；它不给数据加密。手机本身的锁屏密码也要设好。</Notice>
      {state.pin === null || changing ? (
        <Card>
          <PinForm state={state} onDone={() => setChanging(false)} />
        </Card>
      ) : (
        <PinIsSet minutes={state.pin.minutes} onChange={() => setChanging(true)} />
      )}
      <Section title="忘了 PIN 怎么办">
        <Card>
          <Recovery state={state} />
        </Card>
      </Section>
    </div>
  );
}

function PinIsSet({ minutes, onChange }: { readonly minutes: number; readonly onChange: () => void }) {
  const store = useStore();
  const say = useSay();
  const lockNow = useLockNow();
  const choices = LOCK_AFTER.map((one) => ({ id: String(one), label: one === 0 ? '马上' : `${one} 分钟` }));
  return (
    <>
      <Card>
        <div className={styles.close}>
          <h2 id="lock-after">离开或不动多久以后锁上</h2>
          <ChipGroup
            aria-labelledby="lock-after"
            aria-required
            choices={choices}
            value={[String(minutes)]}
            onChange={([chosen]) => void setLockAfter(store, Number(chosen ?? minutes))}
          />
          <p className={styles.small}>现在：{lockAfterText(minutes)}。每次重新打开也要输入。</p>
        </div>
      </Card>
      <div className={styles.buttons}>
        <Button tone="primary" onClick={lockNow}>
          现在锁上
        </Button>
        <Button onClick={onChange}>换一个 PIN</Button>
      </div>
      <ConfirmInline
        label="关掉 PIN"
        question="关掉以后，拿到手机的人都能打开法治台账。记录不受影响。"
        onConfirm={() => void removePin(store).then(() => say('已关掉 PIN'))}
      />
    </>
  );
}

function Recovery({ state }: { readonly state: PinState }) {
  return (
    <div className={styles.prose}>
      <p>忘了 PIN 不会丢记录，输错多少次也不会清空。</p>
      {state.verifier === null ? (
        <>
          <p>导出一次加密备份，以后忘了 PIN，用那个备份口令就能马上打开。现在还没有备份口令。</p>
          <Link className={buttonClass('secondary')} to="/mine/backup">
            去导出加密备份
          </Link>
        </>
      ) : (
        <p>用最近一次加密备份的口令可以马上打开{state.verifier.hint !== '' && `（提示：${state.verifier.hint}）`}。</p>
      )}
      <p>口令也忘了，可以在锁屏上申请重设，等 24 小时。</p>
    </div>
  );
}
