import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Context } from '#kinds/field.ts';
import { committee } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { assumedOf } from '#core/defaults.ts';
import { rawOf } from '#core/raw.ts';
import { SEALED } from '#core/case-seal.ts';
import { OFFICE_ONLY } from '#core/office-part.ts';
import { problemsOf, readDraft, warningsOf, type Problem } from '#core/validate.ts';
import type { Draft } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { saveDraft } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { RecordForm } from '#ui/RecordForm.tsx';
import { Select } from '#ui/Select.tsx';
import { valuesOf } from '#ui/asked.ts';
import { asMap, asText, asTexts, type Typed } from '#ui/typed.ts';
import { usePhotoPort } from '#pages/photos.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { askToPersist } from '#pages/shell/persist.ts';
import { Screen, useBack } from '#pages/shell/Screen.tsx';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace, type Unit } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useMoreCodes } from '#pages/use-more-codes.ts';
import { Arrived } from './Arrived.tsx';
import { FormNotices } from './FormNotices.tsx';
import { NobodyIsMe } from './OwnPerson.tsx';
import { useAsked, useOpenAt } from './use-open-at.ts';
import { useChoices } from './use-choices.ts';
import { useCreatePerson } from './use-create-person.ts';
import { useDraft } from './use-draft.ts';
import { useFormContext } from './use-form-context.ts';
import { useSlots } from './use-slots.tsx';
import { useSettings } from './use-township.ts';
import { useRecentCodes } from './use-recent-codes.ts';
import styles from './record.module.css';

export interface DraftFormProps {
  readonly kind: Kind;
  readonly opened: Draft;
  /** It was read from the device: 继续填写. */
  readonly isKept: boolean;
  /** One step of a case: what the form is called, what it says, and which fields it asks for first. */
  readonly step?: {
    readonly title: string;
    readonly says: ReactNode;
    readonly fields: readonly string[];
    readonly at: string;
  };
}

/** The form of any kind, over a draft of its own. */
export function DraftForm(props: DraftFormProps) {
  const { mayWrite } = useRights();
  const { units: all } = usePlace();
  const units = useMemo(() => all.filter(({ id }) => mayWrite(props.kind, id)), [all, mayWrite, props.kind]);
  const linked = useLinked(props.kind);
  // A form that stands open stays, whatever is being read anew around it.
  const context = useLatest(useFormContext(props.opened.unit));
  const recent = useLatest(useRecentCodes(props.kind));
  if (context === undefined || recent === undefined) return <Loading what="正在打开表格" />;
  return <OpenForm {...props} context={context} linked={linked} units={units} recent={recent} />;
}

/** What it was last, where it is not known just now. */
function useLatest<T>(now: T | undefined): T | undefined {
  const [latest, setLatest] = useState(now);
  if (now !== undefined && now !== latest) setLatest(() => now);
  return now ?? latest;
}

interface OpenFormProps extends DraftFormProps {
  readonly context: Context;
  readonly linked: ReturnType<typeof useLinked>;
  readonly units: readonly Unit[];
  readonly recent: (path: string) => readonly string[];
}

function OpenForm({ kind, opened, isKept, step, context, linked, units, recent }: OpenFormProps) {
  const store = useStore();
  const draft = useDraft(kind, opened, isKept);
  const { change } = draft;
  const { typed, assumed } = useAssumed(kind, draft.typed, opened.isNew ? context : null);
  const audience = useAudience(typed);
  // Where it is recorded may have been chosen anew since the form opened: its people come first.
  const here = useMemo(() => ({ ...context, unit: draft.unit }), [context, draft.unit]);
  const choices = useChoices({ kind, linked, units, context: here, audience });
  const { create, made } = useCreatePerson(kind, draft, choices);
  const newItemId = useCallback(() => newId(store), [store]);
  const photos = usePhotoPort({ record: opened.record, blobs: useBlobs(typed), onChange: change, newItemId });
  const people = linked.rows.get('person') ?? NO_ROWS;
  const cases = kind.name === 'mediationCase' ? (linked.rows.get('mediationCase') ?? NO_ROWS) : NO_ROWS;
  const slots = useSlots({
    kind,
    record: opened.record,
    isNew: opened.isNew,
    unit: draft.unit,
    cases,
    people: kind.name === 'member' ? people : NO_ROWS,
    typed,
    onChange: change,
    rawAt: draft.rawAt,
    newItemId,
  });
  const { problems, warnings } = useChecked(kind, typed, context);
  const settled = async () => void (await Promise.all([photos.settled(), made()]));
  const { failed, refused, failure, saving, save } = useSaving(kind, opened, draft, assumed, settled);
  const place = useOpenAt(step?.at);
  const asked = useAsked();
  const leading = step?.fields ?? (asked.length > 0 ? asked : undefined);
  const goBack = useBack(opened.isNew ? `/ledger/${kind.name}` : `/ledger/${kind.name}/${opened.record}`);
  const title = step?.title ?? (opened.isNew ? kind.action : `修改${kind.title}`);
  const toUnit = (unit: string) => {
    draft.setUnit(unit);
    // The committee proposed for the one village goes with it; one that was chosen stays.
    const own = (id: string) => linked.rows.get('committee')?.find(({ values }) => values['unit'] === id)?.id;
    if ('committee' in kind.fields && typed['committee'] === own(draft.unit)) change('committee', own(unit) ?? '');
  };
  const { mayWrite } = useRights();
  const hasCommittee = linked.rows.get('committee')?.some(({ values }) => values['unit'] === draft.unit) === true;
  const isWithoutCommittee =
    kind.fields['committee']?.required === true && linked.ready && !hasCommittee && !mayWrite(committee);
  const ownUnits = kind.scope === 'work' || kind.scope === 'cases';
  return (
    <Screen
      title={title}
      onBack={() => void settled().then(draft.flush).then(goBack)}
      bottom={
        <>
          <FormNotices failure={failure ?? draft.failure} refused={failure !== null} forked={draft.forked} />
          {!opened.isNew && <Arrived kind={kind} draft={opened} />}
          <Button tone="primary" wide disabled={saving} onClick={() => void save()}>
            保存
          </Button>
        </>
      }
    >
      <div ref={place} className={styles.form}>
        {context.today === null && <Notice tone="warn">手机的日期不对，日期请自己选，或先到手机设置里调好。</Notice>}
        {isWithoutCommittee && (
          <Notice tone="warn">这里的调解委员会还没有建，暂时存不了。请司法所在“单位与设置”里建好；写的都留着。</Notice>
        )}
        {opened.isNew && <NobodyIsMe {...{ kind, typed, context, people }} />}
        {step?.says}
        {/* What is typed between 保存 and the commit would be in no change: nothing can be typed there. */}
        <fieldset className={styles.fields} disabled={saving}>
          {opened.isNew && ownUnits && units.length > 1 && (
            <div className={styles.unit}>
              <span>记到</span>
              <Select
                label="单位"
                value={draft.unit}
                options={units.map(({ id, name }) => ({ id, label: name }))}
                onChange={toUnit}
              />
            </div>
          )}
          <RecordForm
            kind={kind}
            typed={typed}
            context={context}
            problems={refused.length === 0 ? problems : withRefused(problems, refused)}
            warnings={warnings}
            assumed={Object.keys(assumed)}
            failed={failed}
            onChange={change}
            newItemId={newItemId}
            choices={choices}
            names={linked.names}
            recent={recent}
            onCreate={create}
            moreCodes={useMoreCodes()}
            settings={useSettings()}
            photos={photos}
            slots={slots}
            unfolded={!opened.isNew && leading === undefined}
            {...(leading === undefined ? {} : { leading })}
          />
        </fieldset>
      </div>
    </Screen>
  );
}

/** What saving alone could find: the case was archived meanwhile (SPEC X11), or a part of it is the office's. What the form sees by itself goes with its cause. */
function withRefused(problems: readonly Problem[], refused: readonly Problem[]): readonly Problem[] {
  const sealed = refused.filter(({ message }) => message === SEALED || message === OFFICE_ONLY);
  return sealed.length === 0 ? problems : [...problems, ...sealed];
}

const NO_PROBLEMS: readonly Problem[] = [];
const NO_ROWS: readonly SlimRow[] = [];

/** Ids of the pictures in the form; the same array as long as they are the same. */
function useBlobs(typed: Typed): readonly string[] {
  const photos = asMap(typed['photos']);
  const ids = Object.keys(photos)
    .map((id) => asText(asMap(photos[id])['blob']))
    .join(' ');
  return useMemo(() => ids.split(' ').filter((id) => id !== ''), [ids]);
}

/** 对象 of a training narrows the roster; the same array as long as the choice is the same. */
function useAudience(typed: Typed): readonly string[] {
  const chosen = asTexts(typed['audience']).join(' ');
  return useMemo(() => (chosen === '' ? [] : chosen.split(' ')), [chosen]);
}

/** What was typed, and what stands in the fields of a new record that nobody touched. */
function useAssumed(
  kind: Kind,
  typed: Typed,
  context: Context | null,
): { readonly typed: Typed; readonly assumed: Typed } {
  return useMemo(() => {
    const values = context === null ? {} : assumedOf(kind, typed, valuesOf(kind.fields, typed), context);
    const assumed = rawOf(kind.fields, values);
    return { typed: { ...typed, ...assumed }, assumed };
  }, [kind, typed, context]);
}

/** What validation says, a beat behind the keys: typing never waits for it. */
function useChecked(kind: Kind, typed: Typed, context: Context) {
  const settled = useDeferredValue(typed);
  return useMemo(() => {
    const read = readDraft(kind, settled, context);
    const unread = new Set(read.problems.map(({ field }) => field.split('.')[0]));
    // A field that cannot be read yet is not also empty.
    const broken = problemsOf(kind, read.values, context).filter(({ field }) => !unread.has(field.split('.')[0]));
    return { problems: [...read.problems, ...broken], warnings: warningsOf(kind, read.values, context) };
  }, [kind, settled, context]);
}

function useSaving(
  kind: Kind,
  opened: Draft,
  draft: ReturnType<typeof useDraft>,
  assumed: Typed,
  settled: () => Promise<void>,
) {
  const store = useStore();
  const navigate = useNavigate();
  const say = useSay();
  const [failed, setFailed] = useState(0);
  const [refused, setRefused] = useState<readonly Problem[]>(NO_PROBLEMS);
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const done = await tryWrite(async () => {
      // The words are safe first; pictures that are still being made small, and people who are being stored, then go with the same change.
      await draft.flush();
      await settled();
      // What settled just now is text as well.
      await draft.flush();
      const { typed, ...rest } = draft.current();
      const saved = await saveDraft(store, { ...rest, typed: { ...typed, ...assumed } }, draft.storedAt());
      return 'failure' in saved ? saved : { ok: true, value: saved };
    });
    setFailure(done.ok ? null : done.failure);
    // Once it is stored, nothing can be typed until the screen that follows is here: it would be in no draft.
    setSaving(done.ok && done.value.ok);
    if (!done.ok) return;
    if (!done.value.ok) {
      setRefused('problems' in done.value ? done.value.problems : NO_PROBLEMS);
      setFailed((times) => times + 1);
      return;
    }
    draft.close();
    say('已存本机');
    void askToPersist();
    await navigate(`/ledger/${kind.name}/${opened.record}`, { replace: true });
  };
  return { failed, refused, failure, saving, save };
}
