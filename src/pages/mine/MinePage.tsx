import {
  Building2,
  CaseSensitive,
  CircleAlert,
  DatabaseBackup,
  Info,
  LockKeyhole,
  RefreshCw,
  Smartphone,
  SunMoon,
  TabletSmartphone,
  UserRound,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react';
import { useState } from 'react';
import { Screen } from '#pages/shell/Screen.tsx';
import { readLook, setLook, type Look } from '#pages/shell/look.ts';
import { useRefused } from '#pages/use-refused.ts';
import { useSync } from '#pages/shell/sync.ts';
import { syncWords } from '#pages/shell/sync-words.ts';
import { useOnline } from '#pages/shell/use-online.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useBackupState } from '#store/backup-hooks.ts';
import { useStore } from '#store/hooks.ts';
import { isAlone } from '#store/store.ts';
import { useSyncCounts } from '#store/sync-hooks.ts';
import { usePin } from '#store/pin-state.ts';
import { Section } from '#ui/Card.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { backupWords } from './backup-words.ts';
import { isInstalled } from './installed.ts';
import { lockAfterText } from './lock-words.ts';
import { ControlRow, LinkRow, Rows, SwitchRow } from './Rows.tsx';
import { useMe, type Me } from './use-me.ts';
import styles from './mine.module.css';

const themes = [
  { id: 'auto', label: '自动' },
  { id: 'light', label: '浅色' },
  { id: 'dark', label: '深色' },
] as const;

export function MinePage() {
  const { identity } = useStore();
  return (
    <Screen title="我的">
      <div className={styles.stack}>
        <Who />
        {!identity.sample && <Township />}
        {!identity.sample && <Keeping />}
        <Looks />
        <Rows>
          <LinkRow to="device" icon={<TabletSmartphone size={22} aria-hidden />} title="本机与存储" />
          <LinkRow to="about" icon={<Info size={22} aria-hidden />} title="关于" />
        </Rows>
      </div>
    </Screen>
  );
}

const modeText = { village: '单机使用 · 一个村', township: '单机使用 · 一个乡镇' } as const;

function Who() {
  const { identity } = useStore();
  const { units } = usePlace();
  const me = useMe();
  const [first] = units;
  const name = units.length > 1 && first !== undefined ? `${first.name}等 ${units.length} 个单位` : (first?.name ?? '');
  return (
    <Rows>
      <LinkRow
        to="me"
        icon={<UserRound size={22} aria-hidden />}
        title={me?.name ?? (identity.joined === undefined ? '我的姓名' : '我的账号')}
        note={me === undefined ? undefined : meNote(me, identity.joined !== undefined)}
      />
      <LinkRow
        to="units"
        icon={<Building2 size={22} aria-hidden />}
        title={name === '' ? '单位与设置' : name}
        note={identity.sample ? '示例' : identity.joined === undefined ? modeText[identity.mode] : '已加入乡镇'}
      />
    </Rows>
  );
}

/** Nobody is given a role that the roster does not say. */
function meNote({ name, roleText }: Me, isJoined: boolean): string | undefined {
  // The office sets an account's name; a phone that was never in touch has not heard it.
  if (name === null && !isJoined) return '还没有填，填了以后“调解员”等会先写上您';
  return roleText === '' ? undefined : roleText;
}

/** What binds this device to the township; before it is bound, the way there. */
function Township() {
  const { joined } = useStore().identity;
  const { isOffice } = useRights();
  return (
    <Section title="乡镇">
      <Rows>
        {joined === undefined ? (
          <LinkRow
            to="/join"
            icon={<UsersRound size={22} aria-hidden />}
            title="加入乡镇"
            note="司法所给了邀请码的，已经记下的一起带过去"
          />
        ) : (
          <>
            <SyncRow />
            {joined.invited !== undefined && (
              <LinkRow
                to="/join"
                icon={<UserRoundCheck size={22} aria-hidden />}
                title="这台手机的登记"
                note="还没有和乡镇联系过：交备份，或者联网"
              />
            )}
            <LinkRow
              to="accounts"
              icon={<UsersRound size={22} aria-hidden />}
              title={isOffice ? '账号与设备' : '我的设备'}
              note={isOffice ? '邀请村干部加入，停用丢了的手机' : undefined}
            />
          </>
        )}
      </Rows>
    </Section>
  );
}

function SyncRow() {
  const sync = useSync();
  const { title } = syncWords(sync, useOnline());
  const waiting = useSyncCounts()?.pending ?? 0;
  const refused = useRefused()?.length ?? 0;
  return (
    <>
      <LinkRow
        to="sync"
        icon={<RefreshCw size={22} aria-hidden />}
        title="同步"
        note={title}
        value={waiting > 0 ? `待上报 ${waiting}` : ''}
      />
      {refused > 0 && (
        <LinkRow
          to="refused"
          icon={<CircleAlert size={22} aria-hidden />}
          title="被退回"
          note="为什么、怎么办，都在里面"
          soon
          value={`${refused} 条`}
        />
      )}
    </>
  );
}

/** What keeps the records safe. */
function Keeping() {
  const { ports, identity } = useStore();
  const backup = useBackupState();
  const pin = usePin();
  const words = backup === undefined ? null : backupWords(backup, ports.now(), !isAlone(identity));
  return (
    <Section title="记录的安全">
      <Rows>
        <LinkRow
          to="backup"
          icon={<DatabaseBackup size={22} aria-hidden />}
          title="备份与恢复"
          note={words?.line ?? ' '}
          soon={words?.soon ?? false}
        />
        <LinkRow
          to="pin"
          icon={<LockKeyhole size={22} aria-hidden />}
          title="PIN 锁屏"
          note={pin?.pin ? lockAfterText(pin.pin.minutes) : '打开时要输数字密码'}
          value={pin === undefined ? '' : pin.pin === null ? '未开' : '已开'}
        />
        {!isInstalled() && (
          <LinkRow
            to="install"
            icon={<Smartphone size={22} aria-hidden />}
            title="放到桌面"
            note="像应用一样打开，记录也不容易被清理"
          />
        )}
      </Rows>
    </Section>
  );
}

function Looks() {
  const [look, setOwn] = useState(readLook);
  const change = (next: Look) => {
    setOwn(next);
    setLook(next);
  };
  return (
    <Section title="显示">
      <Rows>
        <SwitchRow
          icon={<CaseSensitive size={22} aria-hidden />}
          title="大字"
          on={look.type === 'large'}
          onChange={(on) => change({ ...look, type: on ? 'large' : 'normal' })}
        />
        <ControlRow icon={<SunMoon size={22} aria-hidden />} title="颜色">
          <Segmented
            label="颜色"
            choices={themes}
            value={look.theme}
            onChange={(theme) => change({ ...look, theme: theme as Look['theme'] })}
          />
        </ControlRow>
      </Rows>
    </Section>
  );
}
