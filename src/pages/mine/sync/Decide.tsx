import { useState } from 'react';
import { MAX_DECIDED, type DecisionRequest } from '#core/enrolment.ts';
import type { Returned } from '#store/returned.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
import { Button } from '#ui/Button.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useApi } from '#pages/server.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { useSync } from '#pages/shell/sync.ts';
import styles from './sync.module.css';

type State = DecisionRequest['state'];
const DECIDED: { readonly [state in State]: string } = { accepted: '已同意，计入台账', quarantined: '已决定不计入' };

function useDeciding(held: readonly Returned[]) {
  const api = useApi();
  const say = useSay();
  const { ask } = useSync();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (state: State) => {
    setBusy(true);
    const ids = held.map(({ change }) => change.id);
    let refused: Failure | null = null;
    for (let from = 0; from < ids.length && refused === null; from += MAX_DECIDED) {
      const called = await api.decide({ changes: ids.slice(from, from + MAX_DECIDED), state });
      if (called.kind !== 'ok') refused = called;
    }
    setBusy(false);
    setFailure(refused);
    if (refused !== null) return;
    say(DECIDED[state]);
    // The verdict comes down like any other change.
    ask();
  };
  return { failure, busy, decide };
}

/** 同意 or 不同意 to one change. */
export function Decide({ held }: { readonly held: readonly Returned[] }) {
  const { failure, busy, decide } = useDeciding(held);
  const waits = held.some(({ state }) => state === 'review');
  return (
    <>
      {failure !== null && (
        <Notice tone="error" announced>
          {failureText(failure)}
        </Notice>
      )}
      <div className={styles.pair}>
        {waits && (
          <Button disabled={busy} onClick={() => void decide('quarantined')}>
            不同意
          </Button>
        )}
        <Button tone="primary" disabled={busy} onClick={() => void decide('accepted')}>
          同意
        </Button>
      </div>
    </>
  );
}

/** A phone that came back late brings hundreds: they are agreed to together. */
export function DecideAll({ held }: { readonly held: readonly Returned[] }) {
  const { failure, busy, decide } = useDeciding(held);
  if (held.length < 2) return null;
  return (
    <>
      {failure !== null && <span role="alert">{failureText(failure)}</span>}
      <ConfirmInline
        label="全部同意"
        harmless
        tone="quiet"
        disabled={busy}
        question={`${held.length} 处改动都计入台账？`}
        onConfirm={() => void decide('accepted')}
      />
    </>
  );
}
