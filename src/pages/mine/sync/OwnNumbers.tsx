/** The committees whose official numbers this device issues, and giving that back (SPEC X10). */
import { useState } from 'react';
import { committee } from '#kinds/index.ts';
import { useStore } from '#store/hooks.ts';
import { useOwnLeases } from '#store/lease-hooks.ts';
import { stopNumbering, type OwnLease } from '#store/leases.ts';
import { useRecords } from '#store/record-hooks.ts';
import { failureText } from '#sync/api.ts';
import type { Called } from '#sync/session.ts';
import type { Failure } from '#sync/step.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useApi } from '#pages/server.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { useSync } from '#pages/shell/sync.ts';
import styles from './sync.module.css';

export function OwnNumbers() {
  const leases = useOwnLeases() ?? [];
  if (leases.length === 0) return null;
  return (
    <Section title="由本机编的卷号">
      <Card>
        {leases.map((lease) => (
          <OneLease key={`${lease.committee}/${lease.year}/${lease.said}`} lease={lease} />
        ))}
      </Card>
    </Section>
  );
}

function OneLease({ lease }: { readonly lease: OwnLease }) {
  const name = useRecords(committee.name).rows.find(({ id }) => id === lease.committee)?.values['name'];
  const { failure, isAnswered, giveBack, goOn } = useGiveBack(lease);
  const { waiting } = useSync();
  return (
    <div className={styles.lease}>
      <p>
        {typeof name === 'string' ? name : '调委会'} {lease.year}年：{standing(lease, isAnswered)}
      </p>
      {failure !== null && (
        <Notice tone="error" announced>
          {failureText(failure)}
        </Notice>
      )}
      {!isAnswered && waiting > 0 && <p className={styles.quiet}>本机编的号都上报以后才能交还。</p>}
      {!isAnswered && waiting === 0 && (
        <ConfirmInline
          label={lease.isReturned ? '再交还一次' : '交还'}
          harmless
          tone="quiet"
          question="交还后由服务器编号，本机没有网络时不再有号。"
          onConfirm={() => void giveBack()}
        />
      )}
      {!isAnswered && lease.isReturned && (
        <Button tone="quiet" onClick={() => void goOn()}>
          继续编号
        </Button>
      )}
    </div>
  );
}

function standing({ isReturned }: OwnLease, isAnswered: boolean): string {
  if (isAnswered) return '服务器已答复，正在同步。';
  return isReturned
    ? '本机已停止编号，但还没有交还成功。请联网再交还一次，或者继续由本机编号。'
    : '受理时本机直接编号，没有网络也有号。';
}

/** Asking the server to end a lease, or to let this device go on with one that it has asked to end. What became of it the next exchange brings. */
function useGiveBack(lease: OwnLease) {
  const store = useStore();
  const api = useApi();
  const say = useSay();
  const { ask } = useSync();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAnswered, setAnswered] = useState(false);
  const { committee: of, year, said } = lease;
  const heard = (called: Called<null>, sentence: string): void => {
    // Of going on: the lease had ended after all.
    const hasEnded = called.kind !== 'ok' && called.code === 'notFound';
    setFailure(called.kind === 'ok' || hasEnded ? null : called);
    if (called.kind !== 'ok' && !hasEnded) return;
    setAnswered(true);
    say(hasEnded ? '已经交还了，由服务器接着编号' : sentence);
    ask();
  };
  const giveBack = async (): Promise<void> => {
    const { waiting, last } = await stopNumbering(store, lease);
    // Something may have been saved since the button was drawn.
    if (waiting > 0) return ask();
    heard(await api.endLease({ committee: of, year, held: { said, last } }), '已交还，由服务器接着编号');
  };
  const goOn = async (): Promise<void> =>
    heard(await api.renewLease({ committee: of, year }), '服务器已同意，同步后本机继续编号');
  return { failure, isAnswered, giveBack, goOn };
}
