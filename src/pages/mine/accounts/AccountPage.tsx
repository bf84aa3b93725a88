import { Pencil, QrCode } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Invitation as InvitationAnswer } from '#core/enrolment.ts';
import { useStore } from '#store/hooks.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { useAfterExchange } from '#pages/after-exchange.ts';
import { useApi } from '#pages/server.ts';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { DeviceItem } from './DeviceItem.tsx';
import { Invitation } from './Invitation.tsx';
import { joiningOf, rememberInvited, useInvited, useMembers, type MemberLine } from './members.ts';
import { devicesOfMember, useTownshipDevices, type DeviceList } from './use-devices.ts';
import styles from './accounts.module.css';

/** While a code is shown somebody holds a phone: whether it has joined should be seen. */
const WATCH_MS = 5000;

/** One account: who it is, how it is invited, what it uses. */
export function AccountPage() {
  const { id = '' } = useParams();
  const { isOffice } = useRights();
  const { members, ready } = useMembers();
  const line = members.find((one) => one.id === id);
  if (!isOffice) return <NotFound />;
  if (line === undefined) return ready ? <NotFound /> : <Loading what="正在打开账号" />;
  return <OneAccount key={id} line={line} />;
}

function OneAccount({ line }: { readonly line: MemberLine }) {
  const { invitation, failure, asking, isSending, invite, withdraw } = useInviting(line.id);
  const list = useTownshipDevices(invitation === null ? undefined : WATCH_MS);
  const known = list.devices === null ? null : devicesOfMember(list.devices, line.id).length;
  // How many there were when the code was made: one more, and it was used.
  const [before, setBefore] = useState<number | null>(null);
  if (invitation !== null && before === null && known !== null) setBefore(known);
  const isUsed = invitation !== null && before !== null && known !== null && known > before;
  return (
    <Screen
      title="账号"
      back="/mine/accounts"
      bottom={
        !line.isEnded && (
          <Button
            tone="primary"
            wide
            disabled={asking}
            icon={<QrCode size={20} aria-hidden />}
            onClick={() => {
              setBefore(known);
              void invite();
            }}
          >
            {isUsed ? '再邀请一台' : invitation === null ? '邀请' : '换一个邀请码'}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        <Who line={line} list={list} />
        {isSending && <Loading what="正在先上报这个账号，再邀请" after={0} />}
        {failure !== null && !asking && (
          <Notice tone="error" announced>
            {failureText(failure)}
          </Notice>
        )}
        {isUsed && (
          <Notice tone="success" announced>
            {line.name}的设备加入了，邀请码已经用过。
          </Notice>
        )}
        {invitation !== null && !isUsed && (
          <Invitation
            key={invitation.code}
            invitation={invitation}
            member={line.id}
            name={line.name}
            onWithdraw={() => void withdraw()}
          />
        )}
        <Devices line={line} list={list} />
      </div>
    </Screen>
  );
}

function useInviting(member: string) {
  const store = useStore();
  const api = useApi();
  const { isSending, ask } = useAfterExchange();
  const invited = useInvited();
  const say = useSay();
  const [invitation, setInvitation] = useState<InvitationAnswer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asking, setAsking] = useState(false);
  const invite = async () => {
    setAsking(true);
    const called = await ask(() => api.invite({ member }));
    setAsking(false);
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return;
    setInvitation(called.body);
    await rememberInvited(store, invited, member, called.body.expiresAt);
  };
  const withdraw = async () => {
    const called = await api.withdraw({ member });
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return;
    setInvitation(null);
    say('邀请已作废');
    await rememberInvited(store, invited, member, 0);
  };
  return { invitation, failure, asking, isSending, invite, withdraw };
}

function Who({ line, list }: { readonly line: MemberLine; readonly list: DeviceList }) {
  const { ports } = useStore();
  const joining = joiningOf(line, list.devices, useInvited(), ports.now());
  return (
    <Card>
      <div className={styles.top}>
        <div>
          <b>{line.name}</b>
          <small>{[line.unitName, line.roleText].filter((part) => part !== '').join(' · ')}</small>
        </div>
        {joining !== null && <StateBadge tone={joining.tone}>{joining.text}</StateBadge>}
      </div>
      <div className={styles.acts}>
        <Link to={`/ledger/member/${line.id}/edit`} className={buttonClass('quiet')}>
          <Pencil size={20} aria-hidden />
          <span>修改或停用账号</span>
        </Link>
      </div>
    </Card>
  );
}

function Devices({ line, list }: { readonly line: MemberLine; readonly list: DeviceList }) {
  const { devices, failure, reload } = list;
  if (devices === null) {
    return failure === null ? (
      <Loading what="正在查设备" />
    ) : (
      <Notice tone="warn" announced>
        {failureText(failure)}
      </Notice>
    );
  }
  const own = devicesOfMember(devices, line.id);
  return (
    <Section title="设备">
      {own.length === 0 ? (
        <Card>
          <p className={styles.quiet}>还没有设备。点“邀请”，把码给{line.name}扫一扫或报 9 位数字。</p>
        </Card>
      ) : (
        <Card flush>
          <ul>
            {own.map((device) => (
              <DeviceItem key={device.id} device={device} mayRevoke onChanged={reload} />
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}
