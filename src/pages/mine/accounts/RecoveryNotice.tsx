import { useEffect, useState } from 'react';
import type { Recovery } from '#core/enrolment.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useApi } from '#pages/server.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { zhMoment } from '#pages/shell/moment.ts';
import { deviceTitle } from './DeviceItem.tsx';

/** After the server was restored: devices refill it, and the office says when that is done (SPEC X9). */
export function RecoveryNotice() {
  const api = useApi();
  const say = useSay();
  const [recovery, setRecovery] = useState<Recovery | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void api.readRecovery().then((called) => called.kind === 'ok' && setRecovery(called.body));
  }, [api]);
  if (recovery === null || !recovery.open) return null;
  const close = async () => {
    const called = await api.closeRecovery({ close: true });
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return;
    say('已核对完毕');
    setRecovery(called.body);
  };
  const missing = recovery.missing.map(deviceTitle);
  return (
    <Notice tone="warn">
      <p>
        <b>恢复后核对</b>
      </p>
      <p>
        服务器在 {zhMoment(recovery.since)} 从备份恢复过。各台设备联网时会把缺的自动补上。
        {missing.length === 0
          ? '设备都已联系过。'
          : `还有 ${missing.length} 台没有联系：${missing.slice(0, 6).join('、')}${missing.length > 6 ? '等' : ''}。`}
        核对完毕之前，先不发正式卷号
        {recovery.unnumbered > 0 && `，现在有 ${recovery.unnumbered} 件案件在等`}。
      </p>
      {failure !== null && <p role="alert">{failureText(failure)}</p>}
      <ConfirmInline
        label="核对完毕"
        harmless
        tone="secondary"
        question={
          missing.length === 0
            ? '确认各村的记录都齐了？之后开始发正式卷号。'
            : '还有设备没有联系。它们以后再来也照收，只是卷号可能要人工核对。确认核对完毕？'
        }
        confirm="核对完毕"
        onConfirm={() => void close()}
      />
    </Notice>
  );
}
