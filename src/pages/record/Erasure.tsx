/** 依法删除个人信息 (SPEC C9): the office's act on a record page, and what the page says once it is done. */
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '#kinds/kind.ts';
import { fieldOfPath } from '#core/change.ts';
import { erasureReasons, type ErasureReason } from '#core/erasure.ts';
import { msOf } from '#core/stamp.ts';
import type { StoredRow } from '#store/db.ts';
import { useErasures, type ErasureAct } from '#store/erasure-hooks.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { isOffice } from '#store/store.ts';
import { failureText } from '#sync/api.ts';
import type { Failure } from '#sync/step.ts';
import { Button } from '#ui/Button.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useAfterExchange } from '#pages/after-exchange.ts';
import { useApi } from '#pages/server.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { zhMoment } from '#pages/shell/moment.ts';
import { useSync } from '#pages/shell/sync.ts';
import { erasableItems } from './erasable.ts';
import styles from './record.module.css';

const REASONS = Object.entries(erasureReasons).map(([id, label]) => ({ id, label }));
const WHOLE = '';

/** Says what was erased, why, by whom and when. */
export function ErasedNotice({ acts }: { readonly acts: readonly ErasureAct[] }) {
  const { rows } = useRecords('member');
  const nameOf = (member: string): string => {
    const name = rows.find(({ id }) => id === member)?.values['name'];
    return typeof name === 'string' ? name : '司法所';
  };
  return acts.map((act) => (
    <Notice key={`${act.stamp}/${act.paths.join()}`}>
      {act.paths.length === 0 ? '这条记录的个人信息已依法删除' : '这条记录里一部分个人信息已依法删除'}，原因：
      {erasureReasons[act.reason]}（{nameOf(act.by)}，{zhMoment(msOf(act.stamp))}）。
      {act.paths.length === 0 && '统计不受影响；要重新登记，请另记一条。'}
    </Notice>
  ));
}

function useErasing(row: StoredRow) {
  const api = useApi();
  const say = useSay();
  const { ask } = useSync();
  const sending = useAfterExchange();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const erase = async (reason: ErasureReason, paths: readonly string[]): Promise<boolean> => {
    setBusy(true);
    const called = await sending.ask(() => api.erase({ scope: row.scope, record: row.id, paths, reason }));
    setBusy(false);
    setFailure(called.kind === 'ok' ? null : called);
    if (called.kind !== 'ok') return false;
    say('已依法删除，各台设备联网后同样删除');
    // The act comes down like any other change.
    ask();
    return true;
  };
  return { failure, busy, isSending: sending.isSending, erase };
}

/** Offered to the office of a township with a server: what is erased must be erased on every device. */
export function Erasing({ kind, row }: { readonly kind: Kind; readonly row: StoredRow }) {
  const { identity } = useStore();
  const acts = useErasures(row.id);
  const [open, setOpen] = useState(false);
  const items = erasableItems(kind, row.values);
  const isWholly = acts?.some(({ paths }) => paths.length === 0) === true;
  if (identity.joined === undefined || !isOffice(identity) || isWholly || items === null) return null;
  if (open) return <EraseForm row={row} items={items} close={() => setOpen(false)} />;
  return (
    <div className={styles.removal}>
      <Button tone="quiet" icon={<EyeOff size={20} aria-hidden />} onClick={() => setOpen(true)}>
        依法删除个人信息
      </Button>
    </div>
  );
}

interface EraseFormProps {
  readonly row: StoredRow;
  readonly items: readonly { readonly path: string; readonly label: string }[];
  readonly close: () => void;
}

function EraseForm({ row, items, close }: EraseFormProps) {
  const { failure, busy, isSending, erase } = useErasing(row);
  const [reason, setReason] = useState<string>('');
  const [what, setWhat] = useState<string>(WHOLE);
  const [asked, setAsked] = useState(false);
  const choices = [{ id: WHOLE, label: '整条记录' }, ...items.map(({ path, label }) => ({ id: path, label }))];
  const confirm = async () => {
    setAsked(true);
    if (reason === '') return;
    if (await erase(reason as ErasureReason, what === WHOLE ? [] : [what])) close();
  };
  return (
    <section className={styles.removing} aria-label="依法删除个人信息">
      <p>
        姓名、电话、住址、经过等个人信息{what === WHOLE ? '和照片' : ''}
        会从服务器和所有设备上删除，<b>不能恢复</b>
        。件数、类型、日期等不含个人信息的内容留着。已经导出的文件要另外销毁。
      </p>
      {items.length > 0 && (
        <>
          <p id="erase-what">删除谁的</p>
          <ChipGroup
            aria-labelledby="erase-what"
            choices={choices}
            value={[what]}
            onChange={([path]) => setWhat(path ?? WHOLE)}
          />
          {fieldOfPath(what) !== WHOLE && <p>经过、协议等文字里如果也写了这个人，请改用“整条记录”。</p>}
        </>
      )}
      <p id="erase-reason">原因</p>
      <ChipGroup
        aria-labelledby="erase-reason"
        choices={REASONS}
        value={[reason]}
        onChange={([id]) => setReason(id ?? '')}
      />
      {asked && reason === '' && (
        <Notice tone="error" announced>
          请选原因
        </Notice>
      )}
      {isSending && <Loading what="正在先上报这条记录，再删除" after={0} />}
      {failure !== null && !isSending && (
        <Notice tone="error" announced>
          {failureText(failure)}
        </Notice>
      )}
      <div className={styles.pair}>
        <Button onClick={close}>不删除</Button>
        <Button tone="danger" disabled={busy} onClick={() => void confirm()}>
          删除，不能恢复
        </Button>
      </div>
    </section>
  );
}
