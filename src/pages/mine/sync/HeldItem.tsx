import { Download, PencilLine, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Op } from '#core/change.ts';
import { headingOf } from '#core/text.ts';
import { wordsOf } from '#core/verdict-words.ts';
import type { Values } from '#kinds/field.ts';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { keepDraft } from '#store/drafts.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { draftOfReturned, resend, retry, type Returned } from '#store/returned.ts';
import { devicesOf } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { save } from '#pages/backups.ts';
import { pathLabel, pathText } from '#pages/path-text.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useSync } from '#pages/shell/sync.ts';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { usePutAside } from '#pages/use-refused.ts';
import { useWho } from '#pages/use-who.ts';
import { Decide } from './Decide.tsx';
import styles from './sync.module.css';

export interface HeldItemProps {
  readonly returned: Returned;
  /** The office says what becomes of it. */
  readonly decides: boolean;
}

const badges = {
  refused: { text: '没有收下', tone: 'late' },
  quarantined: { text: '被退回', tone: 'late' },
  review: { text: '等决定', tone: 'soon' },
} as const;

/** One change: which records and fields with which values, who and when, why, and what to do. */
export function HeldItem({ returned, decides }: HeldItemProps) {
  const { change, state, reason } = returned;
  const { who, when } = useWho()(change);
  const { why, todo } = wordsOf(reason);
  const badge = badges[state];
  return (
    <li className={styles.held}>
      <div className={styles.head}>
        <small>
          {when} · {who}
        </small>
        <StateBadge tone={badge.tone}>{badge.text}</StateBadge>
      </div>
      <p>
        <b className={styles.why}>{why}。</b> {decides ? '' : todo}
      </p>
      {change.records.map((record) => (
        <OneRecord key={record} returned={returned} record={record} corrects={!decides} />
      ))}
      {decides ? <Decide held={[returned]} /> : <Acts returned={returned} />}
    </li>
  );
}

interface OneRecordProps {
  readonly returned: Returned;
  readonly record: string;
  readonly corrects: boolean;
}

/** What a change says of one record. */
function OneRecord({ returned, record, corrects }: OneRecordProps) {
  const ops = returned.change.ops.filter((op) => op.record === record);
  const kind = kindByName(ops[0]?.kind ?? '');
  if (kind === undefined) return <p>新版本才有的内容，更新应用后再看。</p>;
  return <KnownRecord returned={returned} record={record} corrects={corrects} kind={kind} ops={ops} />;
}

function KnownRecord({
  returned,
  record,
  corrects,
  kind,
  ops,
}: OneRecordProps & { readonly kind: Kind; readonly ops: readonly Op[] }) {
  const store = useStore();
  const navigate = useNavigate();
  const { names } = useLinked(kind);
  const { mayChange } = useRights();
  const row = useRecord(kind.name, record);
  // What one wrote oneself hides nothing from oneself.
  const reveal = devicesOf(store.identity).includes(returned.change.device);
  const heading = row ? headingOf(kind, row.values as Values, { names, reveal: false }) : '';
  const correct = async () => {
    const draft = await draftOfReturned(store, returned, record);
    if (draft === null) return;
    await keepDraft(store, draft);
    await navigate(`/draft/${draft.id}`, { state: { at: ops[0]?.field } });
  };
  return (
    <>
      <Link to={`/ledger/${kind.name}/${record}`} className={styles.record}>
        {kind.title}
        {heading === '' ? '' : `：${heading}`}
      </Link>
      <dl className={styles.values}>
        {ops.map(({ field, value, digest }) => (
          <div key={field}>
            <dt>{pathLabel(kind, field)}</dt>
            <dd>{digest === undefined ? pathText(kind, field, value ?? null, names, reveal) : '（已依法删除）'}</dd>
          </div>
        ))}
      </dl>
      {corrects && mayChange({ kind: kind.name, scope: returned.change.scope }) && (
        <Button tone="primary" icon={<PencilLine size={20} aria-hidden />} onClick={() => void correct()}>
          改正
        </Button>
      )}
    </>
  );
}

/** 重新上报, 导出: what whoever wrote it may do without changing a word. */
function Acts({ returned }: { readonly returned: Returned }) {
  const store = useStore();
  const say = useSay();
  const { ask } = useSync();
  const putAside = usePutAside();
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const again = async () => {
    const done = await tryWrite<unknown>(() =>
      returned.state === 'refused' ? retry(store, returned) : resend(store, returned),
    );
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    say('已放回待上报');
    ask();
  };
  return (
    <>
      {failure !== null && <FailureNotice failure={failure} />}
      <div className={styles.acts}>
        <Button tone="quiet" icon={<RotateCw size={20} aria-hidden />} onClick={() => void again()}>
          重新上报
        </Button>
        <Button tone="quiet" icon={<Download size={20} aria-hidden />} onClick={() => save(fileOf(returned))}>
          导出
        </Button>
        <ConfirmInline
          label="不再提醒"
          tone="quiet"
          question="以后不列在这里。内容仍在这台设备的修改记录里。"
          onConfirm={() => putAside(returned.change.id)}
        />
      </div>
    </>
  );
}

/** The change as plain text, to be shown or sent to the office. */
function fileOf({ change, reason }: Returned): { readonly name: string; readonly blob: Blob } {
  const lines = change.ops.map(({ kind: name, field, value }) => {
    const kind = kindByName(name);
    const label = kind === undefined ? field : `${kind.title} ${pathLabel(kind, field)}`;
    return `${label}：${typeof value === 'string' ? value : JSON.stringify(value ?? null)}`;
  });
  const text = [...lines, `原因：${wordsOf(reason).why}`].join('\r\n');
  return { name: 'fazhi-beituihui.txt', blob: new Blob([text], { type: 'text/plain;charset=utf-8' }) };
}
