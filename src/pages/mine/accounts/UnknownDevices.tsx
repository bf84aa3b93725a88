import { useState } from 'react';
import type { Claim, ClaimFault, DeviceEntry } from '#core/enrolment.ts';
import { useStore } from '#store/hooks.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Select } from '#ui/Select.tsx';
import { useAfterExchange } from '#pages/after-exchange.ts';
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

const nameOf = (members: readonly MemberLine[], { member }: Claim): string =>
  members.find(({ id }) => id === member)?.name ?? '一个已经没有的账号';

const whys: { readonly [fault in ClaimFault]: string } = {
  late: '交来时过了 72 小时，请确认',
  used: '但这个邀请已被另一台设备用过：问清楚再确认',
  withdrawn: '但这个邀请已经作废：问清楚再确认',
  ended: '但这个账号已经停用',
};
const claimText = ({ fault }: Claim, name: string): string => `它扫过给${name}的邀请二维码，${whys[fault]}。`;

function UnknownDevice({
  device,
  members,
  onChanged,
}: Omit<UnknownDevicesProps, 'devices'> & { readonly device: DeviceEntry }) {
  const { ports } = useStore();
  const api = useApi();
  const { isSending, ask } = useAfterExchange();
  const say = useSay();
  // Whoever proved an invitation is most likely its member: proposed, for the office to confirm.
  const [member, setMember] = useState(
    device.claim === undefined || device.claim.fault === 'ended' ? '' : device.claim.member,
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const title = deviceTitle(device);
  const confirm = async () => {
    const called = await ask(() => api.confirmDevice(device.id, { member }));
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
      {device.claim !== undefined && (
        <p className={styles.quiet}>{claimText(device.claim, nameOf(members, device.claim))}</p>
      )}
      {isSending && <Loading what="正在先上报这个账号，再确认" after={0} />}
      {failure !== null && !isSending && (
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
        <Button tone="primary" disabled={member === '' || isSending} onClick={() => void confirm()}>
          确认
        </Button>
      </div>
    </li>
  );
}
