import { Ban, PencilLine, PhoneOff, RotateCcw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DeviceEntry, DeviceState } from '#core/enrolment.ts';
import { useStore } from '#store/hooks.ts';
import { failureText } from '#sync/api.ts';
import type { Called } from '#sync/session.ts';
import type { Failure } from '#sync/step.ts';
import { Button } from '#ui/Button.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { StateBadge, type Tone } from '#ui/StateBadge.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useAfterExchange } from '#pages/after-exchange.ts';
import { useApi } from '#pages/server.ts';
import { agoOf } from '#pages/shell/ago.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { Numbering } from './Numbering.tsx';
import styles from './accounts.module.css';

const states: { readonly [state in DeviceState]: { readonly text: string; readonly tone: Tone } } = {
  active: { text: '在用', tone: 'done' },
  lost: { text: '已报丢失', tone: 'late' },
  revoked: { text: '已停用', tone: 'plain' },
  unknown: { text: '不知道是谁的', tone: 'soon' },
};

const shortId = (id: string): string => id.slice(0, 6).toUpperCase();
export const deviceTitle = ({ name, id }: Pick<DeviceEntry, 'name' | 'id'>): string =>
  name === '' ? `设备 ${shortId(id)}` : name;

export interface DeviceItemProps {
  readonly device: DeviceEntry;
  /** The office takes devices out of use; anybody names the own ones. */
  readonly mayRevoke: boolean;
  readonly onChanged: () => Promise<void>;
}

/** One device: whose it is called, when it was last in touch, and what can be done about it. */
export function DeviceItem({ device, mayRevoke, onChanged }: DeviceItemProps) {
  const { identity } = useStore();
  const api = useApi();
  const say = useSay();
  const { isSending, ask } = useAfterExchange();
  const [naming, setNaming] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isThis = device.id === identity.device;
  const run = async (work: () => Promise<Called<unknown>>, words: string) => {
    const called = await ask(work);
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return;
    setNaming(false);
    say(words);
    await onChanged();
  };
  const { text, tone } = states[device.state];
  return (
    <li className={styles.device}>
      <DeviceHead device={device} isThis={isThis} badge={<StateBadge tone={tone}>{text}</StateBadge>} />
      {device.state === 'lost' && <p className={styles.quiet}>它再联网时，先交上还没上报的，再清空本机的资料。</p>}
      {isSending && <Loading what="正在先上报本机的改动，再接着办" after={0} />}
      {failure !== null && !isSending && (
        <Notice tone="error" announced>
          {failureText(failure)}
        </Notice>
      )}
      {naming ? (
        <Rename
          device={device}
          onClose={() => setNaming(false)}
          onName={(name) => void run(() => api.nameDevice(device.id, { name }), '名称已改')}
        />
      ) : (
        <div className={styles.acts}>
          {device.state === 'active' && (
            <Button tone="quiet" icon={<PencilLine size={20} aria-hidden />} onClick={() => setNaming(true)}>
              改名
            </Button>
          )}
          {mayRevoke && device.state === 'revoked' && (
            <ConfirmInline
              label="重新启用"
              harmless
              tone="quiet"
              icon={<RotateCcw size={20} aria-hidden />}
              question="启用后，这台设备又能上报和接收了。"
              onConfirm={() => void run(() => api.confirmDevice(device.id, { member: device.member }), '已启用')}
            />
          )}
          {mayRevoke && <Numbering device={device} run={run} />}
          {mayRevoke && !isThis && (
            <Revoking
              device={device}
              onRevoke={(lost) => void run(() => api.revokeDevice(device.id, { lost }), lost ? '已报丢失' : '已停用')}
            />
          )}
        </div>
      )}
    </li>
  );
}

function DeviceHead({
  device,
  isThis,
  badge,
}: {
  readonly device: DeviceEntry;
  readonly isThis: boolean;
  readonly badge: ReactNode;
}) {
  const { ports } = useStore();
  const { seenAt } = device;
  return (
    <div className={styles.top}>
      <div>
        <b>
          {deviceTitle(device)}
          {isThis && '（就是这台）'}
        </b>
        <small>
          {deviceTitle(device).includes(shortId(device.id)) ? '' : `编号 ${shortId(device.id)} · `}
          {seenAt === null ? '还没有联系过' : `上次联系 ${agoOf(seenAt, ports.now())}`}
        </small>
      </div>
      {badge}
    </div>
  );
}

/** Both ask first: the one ends a right, the other clears a phone. */
function Revoking({ device, onRevoke }: { readonly device: DeviceEntry; readonly onRevoke: (lost: boolean) => void }) {
  return (
    <>
      {device.state === 'active' && (
        <ConfirmInline
          label="停用"
          tone="quiet"
          icon={<Ban size={20} aria-hidden />}
          question="停用后，这台设备不能再上报和接收。上面还没上报的，请本人导出备份交来，一条都不会少。"
          onConfirm={() => onRevoke(false)}
        />
      )}
      {(device.state === 'active' || device.state === 'revoked') && (
        <ConfirmInline
          label="手机丢了"
          tone="quiet"
          icon={<PhoneOff size={20} aria-hidden />}
          question="它再联网时，先把还没上报的交上来，再清空本机的资料，捡到的人看不到。已经上报的都在乡镇，不会丢。"
          onConfirm={() => onRevoke(true)}
        />
      )}
    </>
  );
}

function Rename({
  device,
  onClose,
  onName,
}: {
  readonly device: DeviceEntry;
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}) {
  const [name, setName] = useState(device.name);
  useWriting(name !== device.name);
  const [asked, setAsked] = useState(false);
  const save = () => {
    setAsked(true);
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <div>
      <TextBox
        label="设备名称"
        value={name}
        max={30}
        problem={asked && name.trim() === '' ? '请填名称' : undefined}
        onChange={setName}
      />
      <div className={styles.pair}>
        <Button onClick={onClose}>不改了</Button>
        <Button tone="primary" onClick={save}>
          保存名称
        </Button>
      </div>
    </div>
  );
}
