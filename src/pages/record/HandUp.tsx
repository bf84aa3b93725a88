import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isClosed } from '#kinds/case-rules.ts';
import type { Value, Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { StoredRow } from '#store/db.ts';
import { mayWriteFor } from '#store/access.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId, todayOf } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import styles from './record.module.css';

/** Of the village's file and of the village's officers: the township opens its own. */
const LEFT_BEHIND: readonly string[] = [
  'committee',
  'mediators',
  'handedUp',
  'review',
  'subsidy',
  'archivedOn',
  'retention',
  'photos',
];

/**
 * 移交乡镇调委会 (SPEC S4): the case is copied into the township, nothing is typed again, and both know of each other.
 * Offered where one device keeps both.
 */
export function HandUp({ row }: { readonly row: StoredRow }) {
  const { identity } = useStore();
  const [open, setOpen] = useState(false);
  const values = row.values as Values;
  const offered =
    row.kind === mediationCase.name &&
    identity.mode === 'township' &&
    mayWriteFor(identity, mediationCase, identity.township) &&
    row.unit !== identity.township &&
    values['handedUp'] === undefined &&
    !isClosed(values);
  if (!offered) return null;
  if (open) return <Confirm row={row} onClose={() => setOpen(false)} />;
  return (
    <div className={styles.steps}>
      <Button onClick={() => setOpen(true)}>移交乡镇调委会</Button>
    </div>
  );
}

function Confirm({ row, onClose }: { readonly row: StoredRow; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { failure, saving, handUp } = useHandUp(row);
  return (
    <section className={styles.removing} aria-label="移交乡镇调委会">
      <p>乡镇调委会那里会有一件内容相同的新案，不用重新填写。村里这一件留着，注明已移交，统计时只算一件。</p>
      <TextBox label="移交原因" optional value={reason} onChange={setReason} max={200} />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className={styles.pair}>
        <Button onClick={onClose}>不移交</Button>
        <Button tone="primary" disabled={saving} onClick={() => void handUp(reason.trim())}>
          移交
        </Button>
      </div>
    </section>
  );
}

function useHandUp(row: StoredRow) {
  const store = useStore();
  const say = useSay();
  const navigate = useNavigate();
  const { rows: committees } = useRecords('committee');
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const [saving, setSaving] = useState(false);
  const handUp = async (reason: string) => {
    setSaving(true);
    const { township } = store.identity;
    const committee = committees.find(({ values }) => values['unit'] === township)?.id;
    const on = todayOf(store);
    const newCase = newId(store);
    const noted: Values = {
      handedUp: { newCase, ...(on === null ? {} : { on }), ...(reason === '' ? {} : { reason }) },
    };
    const taken = copied(row.values as Values);
    const there: Values = { ...taken, transferredFrom: row.id, ...(committee === undefined ? {} : { committee }) };
    const done = await tryWrite(() =>
      saveValues(store, [
        { kind: mediationCase, record: newCase, unit: township, values: there },
        { kind: mediationCase, record: row.id, unit: row.unit, values: noted, row },
      ]),
    );
    setSaving(false);
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    say('已移交，已存本机');
    await navigate(`/ledger/${mediationCase.name}/${newCase}`);
  };
  return { failure, saving, handUp };
}

function copied(values: Values): Values {
  const taken: { [field: string]: Value } = {};
  for (const field of Object.keys(values)) {
    const value = values[field];
    if (value !== undefined && !LEFT_BEHIND.includes(field)) taken[field] = value;
  }
  return taken;
}
