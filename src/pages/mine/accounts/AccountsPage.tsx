import { Plus, UserRound } from 'lucide-react';
import { Link } from 'react-router';
import { useStore } from '#store/hooks.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { failureText } from '#sync/api.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { LinkRow, Rows } from '#pages/mine/Rows.tsx';
import { SameUnits } from '#pages/mine/SameUnits.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { joiningOf, useInvited, useMembers, type MemberLine } from './members.ts';
import { NumbersToCheck } from './NumbersToCheck.tsx';
import { OwnDevices } from './OwnDevices.tsx';
import { RecoveryNotice } from './RecoveryNotice.tsx';
import { UnknownDevices } from './UnknownDevices.tsx';
import { useTownshipDevices, type DeviceList } from './use-devices.ts';
import styles from './accounts.module.css';

/** 账号与设备: all of them for the office, their own devices for everybody else. */
export function AccountsPage() {
  return useRights().isOffice ? <TownshipAccounts /> : <OwnDevices />;
}

function TownshipAccounts() {
  const { members, ready } = useMembers();
  const list = useTownshipDevices();
  const unknown = (list.devices ?? []).filter(({ state }) => state === 'unknown');
  return (
    <Screen
      title="账号与设备"
      back="/mine"
      bottom={
        <Link to="/ledger/member/new" className={buttonClass('primary', true)}>
          <Plus size={22} aria-hidden />
          <span>加账号</span>
        </Link>
      }
    >
      <div className={styles.stack}>
        {list.failure !== null && (
          <Notice tone="warn" announced>
            {failureText(list.failure)}。账号照样可以加，邀请要等联网。
          </Notice>
        )}
        <RecoveryNotice />
        <SameUnits />
        <UnknownDevices devices={unknown} members={members} onChanged={list.reload} />
        {members.length === 0 && (ready ? <NoAccounts /> : <Loading what="正在载入账号" />)}
        <ByUnit members={members} list={list} />
        <NumbersToCheck />
      </div>
    </Screen>
  );
}

function ByUnit({ members, list }: { readonly members: readonly MemberLine[]; readonly list: DeviceList }) {
  const { ports } = useStore();
  const invited = useInvited();
  const units = [...new Set(members.map(({ unitName }) => unitName))];
  return units.map((unit) => (
    <Section key={unit} title={unit === '' ? '没有写单位' : unit}>
      <Rows>
        {members
          .filter(({ unitName }) => unitName === unit)
          .map((line) => {
            const joining = joiningOf(line, list.devices, invited, ports.now());
            return (
              <LinkRow
                key={line.id}
                to={line.id}
                icon={<UserRound size={22} aria-hidden />}
                title={line.name}
                note={line.roleText}
                value={
                  joining === null ? undefined : (
                    <StateBadge tone={joining.tone}>{joining.short ?? joining.text}</StateBadge>
                  )
                }
              />
            );
          })}
      </Rows>
    </Section>
  ));
}

function NoAccounts() {
  return <EmptyState>还没有账号。给每个村干部加一个账号，再发邀请码，他们的手机就连上乡镇了。</EmptyState>;
}
