import { CircleAlert, CirclePause, CloudUpload, Images, RefreshCw, Wifi } from 'lucide-react';
import { useStore, setLocal, useLocal } from '#store/hooks.ts';
import { WIFI_ONLY } from '#store/sync-state.ts';
import { useWaiting } from '#store/waiting.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { sizeText } from '#pages/backups.ts';
import { LinkRow, Rows, StateRow, SwitchRow } from '#pages/mine/Rows.tsx';
import { agoOf } from '#pages/shell/ago.ts';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useSync } from '#pages/shell/sync.ts';
import { syncWords, type SyncAct } from '#pages/shell/sync-words.ts';
import { useUpdates } from '#pages/shell/updates.ts';
import { useRefused } from '#pages/use-refused.ts';
import { useOnline } from '#pages/shell/use-online.ts';
import { OwnNumbers } from './OwnNumbers.tsx';
import styles from './sync.module.css';

/** 同步: when this device was last in touch, what waits here, and what to do where it does not get on. */
export function SyncPage() {
  const { identity } = useStore();
  return identity.joined === undefined ? <NotFound /> : <Exchange />;
}

function Exchange() {
  const sync = useSync();
  const paused = sync.phase === 'paused';
  // The button stays as it is while an exchange runs: one that became another under the thumb would swallow the tap.
  return (
    <Screen
      title="同步"
      back="/mine"
      bottom={
        <Button
          tone="primary"
          wide
          icon={<RefreshCw size={20} aria-hidden />}
          onClick={() => {
            if (paused) sync.pause(false);
            sync.ask();
          }}
        >
          现在上报
        </Button>
      }
    >
      <div className={styles.stack}>
        <Standing />
        <WaitingHere />
        <OwnNumbers />
        <Choices paused={paused} onPause={sync.pause} />
      </div>
    </Screen>
  );
}

/** How it stands, in one card. */
function Standing() {
  const { ports } = useStore();
  const sync = useSync();
  const words = syncWords(sync, useOnline());
  return (
    <Card>
      <div className={styles.state} role="status">
        <StateBadge tone={words.tone}>{words.title}</StateBadge>
        <p>{words.text}</p>
        <p className={styles.quiet}>
          {sync.lastContact === null
            ? '打开以后还没有和乡镇联系上'
            : `上次和乡镇联系：${agoOf(sync.lastContact, ports.now())}`}
        </p>
      </div>
      <Act act={words.act} />
    </Card>
  );
}

const labels: { readonly [act in SyncAct]: string } = {
  update: '现在更新',
  renew: '重新登录本机',
  retry: '再试',
  resume: '继续',
};

function Act({ act }: { readonly act: SyncAct | null }) {
  const sync = useSync();
  const { ready, takeNow } = useUpdates();
  if (act === null) return null;
  const run = () => {
    if (act === 'resume') sync.pause(false);
    // Without a version that waits, opening anew fetches the one there is.
    if (act !== 'update') sync.ask();
    else if (ready) void takeNow();
    else location.reload();
  };
  return (
    <div className={styles.acts}>
      <Button tone="quiet" onClick={run}>
        {labels[act]}
      </Button>
    </div>
  );
}

function WaitingHere() {
  const waiting = useWaiting();
  const refused = useRefused();
  return (
    <Section title="在这台设备上等着的">
      <Rows>
        <StateRow
          icon={<CloudUpload size={22} aria-hidden />}
          title="待上报"
          note={waiting === undefined ? ' ' : waitingNote(waiting)}
          value={waiting === undefined ? '' : `${waiting.records} 条`}
        />
        <StateRow
          icon={<Images size={22} aria-hidden />}
          title="待上报的照片"
          note="文字先报，照片随后"
          value={waiting === undefined ? '' : `${waiting.photos} 张`}
        />
        <LinkRow
          to="/mine/refused"
          icon={<CircleAlert size={22} aria-hidden />}
          title="被退回"
          note="看原因和办法"
          value={refused === undefined ? '' : `${refused.length} 条`}
        />
      </Rows>
    </Section>
  );
}

/** What would have to go through the line; nothing has no size. */
const waitingNote = ({ changes, bytes }: NonNullable<ReturnType<typeof useWaiting>>): string =>
  changes === 0 ? '没有等着的' : `${changes} 处改动，约 ${sizeText(bytes)}`;

function Choices({ paused, onPause }: { readonly paused: boolean; readonly onPause: (paused: boolean) => void }) {
  const store = useStore();
  const wifiOnly = useLocal<boolean>(WIFI_ONLY) === true;
  return (
    <Rows>
      <SwitchRow
        icon={<Wifi size={22} aria-hidden />}
        title="照片只在 Wi-Fi 上传"
        note="省流量；文字照常上报"
        on={wifiOnly}
        onChange={(on) => void setLocal(store, WIFI_ONLY, on)}
      />
      <SwitchRow
        icon={<CirclePause size={22} aria-hidden />}
        title="暂停上报"
        note="记录照常存在本机"
        on={paused}
        onChange={onPause}
      />
    </Rows>
  );
}
