/** Which committees' official numbers a device issues itself (SPEC X10): for a village that hardly ever has a network. */
import { Hash } from 'lucide-react';
import type { DeviceEntry } from '#core/enrolment.ts';
import { yearOf } from '#core/day.ts';
import { memberOf, mayWrite } from '#core/rights.ts';
import { committee, mediationCase } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { useLeases } from '#store/lease-hooks.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { todayOf } from '#store/store.ts';
import type { Called } from '#sync/session.ts';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { useApi } from '#pages/server.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useSync } from '#pages/shell/sync.ts';
import styles from './accounts.module.css';

export interface NumberingProps {
  readonly device: DeviceEntry;
  readonly run: (work: () => Promise<Called<unknown>>, words: string) => Promise<void>;
}

/** The year before the present one is over, and the next one's numbers can be given out in its last two months. */
function yearsFrom(today: string | null): number[] {
  if (today === null) return [];
  const year = yearOf(today);
  return today.slice(5) >= '11-01' ? [year, year + 1] : [year];
}

export function Numbering({ device, run }: NumberingProps) {
  const store = useStore();
  const api = useApi();
  const { ask } = useSync();
  const leases = useLeases();
  const { standsFor } = usePlace();
  const { rows } = useRecords(committee.name);
  const members = useRecords(member.name);
  const account = members.rows.find(({ id }) => id === device.member);
  const holder = account === undefined ? null : memberOf(account.id, account.values, todayOf(store));
  const unit = typeof account?.values['unit'] === 'string' ? account.values['unit'] : '';
  if (leases === undefined || !members.ready) return null;
  /** Whether the device numbers the cases of a unit, as the server sees it (SPEC X10). */
  const numbers = (of: unknown): boolean => {
    if (device.state !== 'active' || holder === null || typeof of !== 'string') return false;
    const isOwn = (id: string): boolean => standsFor(id) === standsFor(holder.unit);
    return mayWrite(holder, `${of}/cases`, mediationCase.name, { township: store.identity.township, isOwn });
  };
  const isHeld = (id: string): boolean => leases.some((lease) => lease.committee === id && lease.device === device.id);
  // What it holds of a unit that it no longer belongs to must still be taken from it.
  const own = rows.filter(
    ({ id, values }) =>
      isHeld(id) || (typeof values['unit'] === 'string' && standsFor(values['unit']) === standsFor(unit)),
  );
  const act = (work: () => Promise<Called<unknown>>, words: string) =>
    void run(async () => {
      const called = await work();
      // The lease comes down like any other change.
      if (called.kind === 'ok') ask();
      return called;
    }, words);
  return own.flatMap(({ id, values }) =>
    yearsFrom(todayOf(store)).map((year) => {
      const held = leases.find((lease) => lease.committee === id && lease.year === year);
      // Most units have one committee: its long name stands in the question.
      const short = typeof values['short'] === 'string' ? values['short'] : values['name'];
      const which = own.length > 1 && typeof short === 'string' ? short : '';
      const name = `${typeof values['name'] === 'string' ? values['name'] : '调委会'}${year}年`;
      if (held === undefined)
        return numbers(values['unit']) ? (
          <ConfirmInline
            key={`${id}/${year}`}
            label={`由它编${which}${year}年卷号`}
            harmless
            tone="quiet"
            icon={<Hash size={20} aria-hidden />}
            question={`${name}的卷号以后只由这台设备编，没有网络也能编；别的设备记的案件要等它联网才有号。用得着时再交，随时可以在那台设备上交还。`}
            onConfirm={() => act(() => api.giveLease({ committee: id, year, device: device.id }), '已交给这台设备编号')}
          />
        ) : null;
      if (held.device !== device.id) return null;
      if (numbers(values['unit']))
        return (
          <p key={`${id}/${year}`} className={styles.quiet}>
            {name}的卷号由它编。
          </p>
        );
      return (
        <ConfirmInline
          key={`${id}/${year}`}
          label={`收回${which}${year}年卷号`}
          tone="quiet"
          icon={<Hash size={20} aria-hidden />}
          question={`收回后由服务器接着编${name}的卷号。这台设备上还有没上报的案件时，号可能重，重号和空号列在“账号与设备”里，请您核对。`}
          onConfirm={() => act(() => api.endLease({ committee: id, year }), '已收回，由服务器编号')}
        />
      );
    }),
  );
}
