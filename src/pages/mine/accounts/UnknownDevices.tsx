import { useState } from 'react';
import type { DeviceEntry } from '#core/enrolment.ts';
import { useStore } from '#store/hooks.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Select } from '#ui/Select.tsx';
import { useApi } from '#pages/server.ts';
import { agoOf } from '#pages/shell/ago.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { deviceTitle } from './DeviceItem.tsx';
import type { MemberLine } from './members.ts';
import styles from './accounts.module.css';

export interface UnknownDevicesProps {
  readonly devices: readonly DeviceEntry[];
  readonly members: readonly MemberLine[];
  readonly onChanged: () => Promise<void>;
}

/** Phones that came with a backup file: until the office says whose each is, what they wrote waits (SPEC X4, B3). */
export function UnknownDevices({ devices, members, onChanged }: UnknownDevicesProps) {
  if (devices.length === 0) return null;
  return (
    <Section title="这是谁的手机">
      <Card flush>
        <ul>
          {devices.map((device) => (
            <UnknownDevice key={device.id} device={device} members={members} onChanged={onChanged} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function UnknownDevice({
  device,
  members,
  onChanged,
}: Omit<UnknownDevicesProps, 'devices'> & { readonly device: DeviceEntry }) {
  const { ports } = useStore();
  const api = useApi();
  const say = useSay();
  const [member, setMember] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const title = deviceTitle(device);
  const confirm = async () => {
    const called = await api.confirmDevice(device.id, { member });
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return;
    say('已确认');
    await onChanged();
  };
  return (
    <li className={styles.device}>
      <div className={styles.top}>
        <div>
          <b>{title}</b>
          <small>随备份文件来的，{agoOf(device.since, ports.now())}。确认是谁的，它记的才计入台账。</small>
        </div>
      </div>
      {failure !== null && (
        <Notice tone="error" announced>
          {failureText(failure)}
        </Notice>
      )}
      <div className={styles.pair}>
        <Select
          label={`${title}是谁的`}
          value={member}
          options={[
            { id: '', label: '选一个人' },
            ...members.map(({ id, name, unitName }) => ({ id, label: `${name}（${unitName}）` })),
          ]}
          onChange={setMember}
        />
        <Button tone="primary" disabled={member === ''} onClick={() => void confirm()}>
          确认
        </Button>
      </div>
    </li>
  );
}
