import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isClosed } from '#kinds/case-rules.ts';
import { partOf } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { zhDay } from '#core/day.ts';
import { isTakenUp, waitsForTownship } from '#core/handing-up.ts';
import type { StoredRow } from '#store/db.ts';
import { mayWriteFor } from '#store/access.ts';
import type { Guarded } from '#store/guarded.ts';
import { askToTakeUp, takeUp } from '#store/hand-up.ts';
import { useStore } from '#store/hooks.ts';
import type { Identity } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { tryWrite, type WriteFailure, type Written } from '#pages/shell/try-write.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { useFormContext } from './use-form-context.ts';
import styles from './record.module.css';

/** Whether a village may hand it up, or has done so. */
const isOfVillage = ({ kind, unit, values }: StoredRow, { township }: Identity): boolean =>
  kind === mediationCase.name && unit !== township && !isClosed(values as Values);

/** At the top of the page of a case that was handed up: why, and with whom it lies. */
export function HandedUp({ row }: { readonly row: StoredRow }) {
  const { identity } = useStore();
  const values = row.values as Values;
  if (!isOfVillage(row, identity)) return null;
  if (waitsForTownship(values)) return <Waiting row={row} mayTake={mayTakeUp(identity)} />;
  if (!isTakenUp(values)) return null;
  return <Notice>乡镇调委会已接收，以后在乡镇那一件里记。这一件留着备查，文书打印齐了就可以归档。</Notice>;
}

/**
 * 移交乡镇调委会 (SPEC M7): the case is copied into the township, nothing is typed again, and both know of each other. Whoever
 * keeps both does it at once; a village says so, and the township takes it.
 */
export function HandUp({ row }: { readonly row: StoredRow }) {
  const { identity } = useStore();
  const [open, setOpen] = useState(false);
  if (!isOfVillage(row, identity) || row.values['handedUp'] !== undefined) return null;
  if (open) return <Confirm row={row} mayTake={mayTakeUp(identity)} onClose={() => setOpen(false)} />;
  return (
    <div className={styles.steps}>
      <Button onClick={() => setOpen(true)}>移交乡镇调委会</Button>
    </div>
  );
}

interface HandingProps {
  readonly row: StoredRow;
  readonly mayTake: boolean;
}

/** Whether a village's case waits for whoever uses this device to take it into the township. */
export function useTakesUp(row: StoredRow): boolean {
  const { identity } = useStore();
  return row.kind === mediationCase.name && waitsForTownship(row.values as Values) && mayTakeUp(identity);
}

const mayTakeUp = (identity: Identity): boolean =>
  identity.mode === 'township' && mayWriteFor(identity, mediationCase, identity.township);

function Waiting({ row, mayTake }: HandingProps) {
  const { handedUp } = row.values as Values;
  const [on, reason] = [partOf(handedUp, 'on'), partOf(handedUp, 'reason')];
  const when = typeof on === 'string' ? zhDay(on) : '';
  const why = typeof reason === 'string' ? `，原因：${reason}` : '';
  return (
    <Notice>
      {mayTake
        ? `村里${when}移交${why}。接收后乡镇调委会有一件内容相同的新案，不用重新填写，受理日期是接收这天；村里那一件留着，统计时只算一件。`
        : `${when}移交乡镇调委会${why}，等乡镇接收。要撤回的，点“修改”，清空移交日期和原因。`}
    </Notice>
  );
}

/** At the bottom of the page of a case that waits: the one thing to be done with it. */
export function TakeUp({ row }: { readonly row: StoredRow }) {
  const { failure, saving, take } = useHandUp(row);
  return (
    <>
      {failure !== null && <FailureNotice failure={failure} />}
      <Button tone="primary" wide disabled={saving} onClick={() => void take('')}>
        接收移交
      </Button>
    </>
  );
}

function Confirm({ row, mayTake, onClose }: HandingProps & { readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  useWriting(reason !== '');
  const { failure, saving, take, ask } = useHandUp(row);
  const handUp = mayTake ? take : ask;
  return (
    <section className={styles.removing} aria-label="移交乡镇调委会">
      <p>
        {mayTake
          ? '乡镇调委会那里会有一件内容相同的新案，不用重新填写。村里这一件留着，注明已移交，统计时只算一件。'
          : '乡镇接收以后，那里有一件内容相同的新案，不用重新填写。村里这一件留着，注明已移交，统计时只算一件。'}
      </p>
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
  const township = useFormContext(store.identity.township);
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const [saving, setSaving] = useState(false);
  const wrote = async <T,>(work: () => Promise<Guarded<T>>): Promise<Written<T>> => {
    setSaving(true);
    const done = await tryWrite(work);
    setSaving(false);
    setFailure(done.ok ? null : done.failure);
    return done;
  };
  const ask = async (reason: string) => {
    if ((await wrote(() => askToTakeUp(store, row, reason))).ok) say('已存本机，等乡镇接收');
  };
  const take = async (reason: string) => {
    if (township === undefined) return;
    const { committee, me } = township;
    const done = await wrote(() => takeUp(store, row, { reason, committee, mediator: me }));
    if (!done.ok) return;
    say('已移交，已存本机');
    await navigate(`/ledger/${mediationCase.name}/${done.value}`);
  };
  return { failure, saving: saving || township === undefined, ask, take };
}
