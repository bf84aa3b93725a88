/** The committees whose official numbers this device issues, and giving that back (SPEC X10). */
import { useState } from 'react';
import { committee } from '#kinds/index.ts';
import { useStore } from '#store/hooks.ts';
import { useOwnLeases } from '#store/lease-hooks.ts';
import { stopNumbering, type OwnLease } from '#store/leases.ts';
import { useRecords } from '#store/record-hooks.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
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
          <OneLease key={`${lease.committee}/${lease.year}`} lease={lease} />
        ))}
      </Card>
    </Section>
  );
}

function OneLease({ lease }: { readonly lease: OwnLease }) {
  const store = useStore();
  const api = useApi();
  const say = useSay();
  const { ask, waiting } = useSync();
  const [failure, setFailure] = useState<Failure | null>(null);
  const name = useRecords(committee.name).rows.find(({ id }) => id === lease.committee)?.values['name'];
  const giveBack = async () => {
    // Something may have been saved since the button was drawn.
    const stopped = await stopNumbering(store, lease);
    if (stopped.waiting > 0) return ask();
    const called = await api.endLease({ committee: lease.committee, year: lease.year, last: stopped.last });
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return;
    say('已交还，由服务器接着编号');
    ask();
  };
  return (
    <div>
      <p>
        {typeof name === 'string' ? name : '调委会'} {lease.year}年：
        {lease.isReturned ? '本机已停止编号，还没有交还成功，请再交还一次。' : '受理时本机直接编号，没有网络也有号。'}
      </p>
      {failure !== null && (
        <Notice tone="error" announced>
          {failureText(failure)}
        </Notice>
      )}
      {waiting > 0 ? (
        <p className={styles.quiet}>本机编的号都上报以后才能交还。</p>
      ) : (
        <ConfirmInline
          label="交还"
          tone="quiet"
          question="交还后由服务器编号，本机没有网络时不再有号。"
          onConfirm={() => void giveBack()}
        />
      )}
    </div>
  );
}
