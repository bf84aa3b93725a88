/** The addresses under which a form stands open: a new record, one that is there, text left unfinished. */
import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { kindByName, mediationCase } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Raw } from '#core/raw.ts';
import type { Draft } from '#store/db.ts';
import { draftOfRow, findDraft, newDraft } from '#store/drafts.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { newId } from '#store/store.ts';
import { startOf } from '#ui/fields/item-start.ts';
import { Loading } from '#ui/Loading.tsx';
import { useHush } from '#pages/shell/announcer.ts';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { DraftForm } from './DraftForm.tsx';
import { StepForm } from './StepForm.tsx';
import { useStartContext } from './use-form-context.ts';

export function NewRecord() {
  const kind = useKind();
  const { key } = useLocation();
  const { mayWrite } = useRights();
  if (kind !== undefined && !mayWrite(kind)) return <NoRight title={kind.action} />;
  // A second 记调解 from inside the first is another form.
  return kind === undefined ? <NotFound /> : <NewForm key={`${kind.name}/${key}`} kind={kind} />;
}

function NewForm({ kind }: { readonly kind: Kind }) {
  const store = useStore();
  const taken = useTaken();
  useHush();
  const { unit, units } = usePlace();
  const context = useStartContext(units.some(({ id }) => id === taken.unit) ? taken.unit : unit);
  const [draft, setDraft] = useState<Draft | null>(null);
  if (context !== undefined && draft === null) {
    setDraft(newDraft(store, kind, context, { ...startOf(kind, context, () => newId(store)), ...taken.typed }));
  }
  return draft === null ? <Loading what="正在打开表格" /> : <DraftForm kind={kind} opened={draft} isKept={false} />;
}

export function EditRecord() {
  const kind = useKind();
  const { id = '' } = useParams();
  const state: unknown = useLocation().state;
  const step = typeof state === 'object' && state !== null && 'step' in state ? String(state.step) : '';
  if (kind === undefined) return <NotFound />;
  return step === '' || kind.name !== mediationCase.name ? (
    <EditForm key={id} kind={kind} id={id} />
  ) : (
    <StepForm key={`${id}/${step}`} id={id} step={step} />
  );
}

function EditForm({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const store = useStore();
  const row = useRecord(kind.name, id);
  const { mayChange } = useRights();
  useHush();
  const { typed } = useTaken();
  const [draft, setDraft] = useState<Draft | null>(null);
  // The form belongs to what stood there when it opened; what arrives later is told, not slipped in (SPEC C3).
  if (row && draft === null) setDraft({ ...draftOfRow(store, row), typed });
  if (row === null) return <NotFound />;
  if (row !== undefined && !mayChange(row)) return <NoRight title={`修改${kind.title}`} />;
  return draft === null ? <Loading what="正在打开表格" /> : <DraftForm kind={kind} opened={draft} isKept={false} />;
}

export function ResumeDraft() {
  const { id = '' } = useParams();
  return <ResumedForm key={id} id={id} />;
}

function ResumedForm({ id }: { readonly id: string }) {
  const store = useStore();
  useHush();
  const [draft, setDraft] = useState<Draft | null | undefined>(undefined);
  useEffect(() => {
    void findDraft(store, id).then((found) => setDraft((known) => known ?? found ?? null));
  }, [store, id]);
  const kind = draft ? kindByName(draft.kind) : undefined;
  if (draft === undefined) return <Loading what="正在打开没写完的内容" />;
  if (draft === null || kind === undefined) return <NotFound />;
  return <DraftForm kind={kind} opened={draft} isKept />;
}

/** What another record lends to a new one; it travels beside the address, never in it. */
function useTaken(): { readonly typed: Raw; readonly unit: string } {
  const state: unknown = useLocation().state;
  const { typed, unit } = (typeof state === 'object' && state !== null ? state : {}) as Record<string, unknown>;
  return {
    typed: typeof typed === 'object' && typed !== null ? (typed as Raw) : {},
    unit: typeof unit === 'string' ? unit : '',
  };
}

const useKind = (): Kind | undefined => kindByName(useParams()['kind'] ?? '');
