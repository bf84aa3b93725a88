import { Pencil } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { isArchived } from '#kinds/case-rules.ts';
import { kindByName, mediationCase } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Items, Values } from '#kinds/field.ts';
import { hasBrief } from '#core/brief.ts';
import { dateOf, headingOf } from '#core/text.ts';
import { zhDay } from '#core/day.ts';
import { missingOf } from '#core/validate.ts';
import type { StoredRow } from '#store/db.ts';
import { useErasures } from '#store/erasure-hooks.ts';
import { useDrafts, useRecord, useStore } from '#store/hooks.ts';
import { HELD_BACK } from '#store/rows.ts';
import { todayOf } from '#store/store.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Parts } from '#ui/Parts.tsx';
import { Section } from '#ui/Card.tsx';
import { StateBadge, toneOfCode } from '#ui/StateBadge.tsx';
import { RecordPhotos } from '#pages/RecordPhotos.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useLinked, type Linked } from '#pages/shell/use-names.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { AttendanceSheet } from './AttendanceSheet.tsx';
import { Backlinks } from './Backlinks.tsx';
import { CaseActions, CaseEvents, CaseNext } from './CaseCourse.tsx';
import { CaseSeal } from './CaseSeal.tsx';
import { CaseFile } from './CaseFile.tsx';
import { CopyBrief } from './CopyBrief.tsx';
import { Conflicts } from './Conflicts.tsx';
import { ErasedNotice, Erasing } from './Erasure.tsx';
import { HandedUp, HandUp } from './HandUp.tsx';
import { MinorsNotice, useMinors } from './Minors.tsx';
import { History } from './History.tsx';
import { MergeByHand } from './MergeByHand.tsx';
import { MissingList } from './MissingList.tsx';
import { NextSteps } from './NextSteps.tsx';
import { PapersLink } from './PapersLink.tsx';
import { RecordValues } from './RecordValues.tsx';
import { ReturnedNotice } from './ReturnedNotice.tsx';
import { Removal, RemovedNotice } from './Removal.tsx';
import { SamePerson } from './SamePerson.tsx';
import { useWho } from '#pages/use-who.ts';
import styles from './record.module.css';

export function RecordPage() {
  const { kind: name = '', id = '' } = useParams();
  const kind = kindByName(name);
  return kind === undefined ? <NotFound /> : <FindRecord key={id} kind={kind} id={id} />;
}

function FindRecord({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const row = useRecord(kind.name, id);
  const linked = useLinked(kind);
  if (row === undefined) return <Loading what="正在打开记录" />;
  if (row === null) return <NotFound />;
  return <OneRecord kind={kind} row={row} linked={linked} />;
}

interface OneRecordProps {
  readonly kind: Kind;
  readonly row: StoredRow;
  readonly linked: Linked;
}

/** What it says, what it lacks, what stands against each other, and who wrote it when. */
function OneRecord({ kind, row, linked }: OneRecordProps) {
  const { names } = linked;
  const minors = useMinors(row, todayOf(useStore()));
  const { values } = minors;
  const missing = missingOf(kind, row.values as Values);
  const photos = values['photos'] as Items | undefined;
  const isRemoved = row.removed !== null;
  const { mayChange } = useRights();
  const acts = useErasures(row.id) ?? [];
  // What would be written into a wholly erased record would be erased at once (SPEC C9).
  const mayEdit = mayChange(row) && acts.every(({ paths }) => paths.length > 0);
  const isCase = kind.name === mediationCase.name;
  // An archived case takes amendments only (SPEC X11).
  const mayType = mayEdit && !(isCase && isArchived(values));
  return (
    <Screen
      title={kind.title}
      back={`/ledger/${kind.name}`}
      {...(isRemoved || !mayEdit
        ? {}
        : {
            bottom: isCase ? (
              <CaseActions row={row} />
            ) : (
              <Link className={buttonClass('primary', true)} to="edit">
                <Pencil size={20} aria-hidden />
                修改
              </Link>
            ),
          })}
    >
      <div className={styles.record}>
        {row.removed === HELD_BACK && <Notice>这条记录被退回了，没有列进台账，也没有计数。内容还在这台设备上。</Notice>}
        {isRemoved && row.removed !== HELD_BACK && (
          <RemovedNotice row={row} reason={row.removed ?? ''} mayEdit={mayEdit} />
        )}
        <Heading kind={kind} row={row} values={values} linked={linked} />
        <ReturnedNotice record={row.id} />
        <ErasedNotice acts={acts} />
        {minors.reveal !== undefined && <MinorsNotice reveal={minors.reveal} />}
        <UnfinishedEdit record={row.id} />
        <SamePerson row={row} mayEdit={mayEdit} />
        <Conflicts kind={kind} row={row} names={names} mayEdit={mayEdit} hide={minors.hide} />
        {!isRemoved && isCase && <CaseSeal row={row} />}
        {!isRemoved && mayType && <HandedUp row={row} />}
        {mayEdit && <CaseNext row={row} />}
        {!isRemoved && mayType && <MissingList kind={kind} missing={missing} />}
        {!isRemoved && <NextSteps kind={kind} row={row} />}
        {!isRemoved && hasBrief(kind) && <CopyBrief kind={kind} row={row} />}
        {!isRemoved && kind.name === 'training' && <AttendanceSheet row={row} />}
        {!isRemoved && mayType && <HandUp row={row} />}
        <CaseFile row={row} mayEdit={mayType} />
        <CaseEvents row={row} />
        {!isRemoved && <PapersLink row={row} />}
        <RecordValues kind={kind} values={values} names={names} erased={row.erased} />
        {photos !== undefined && (
          <Section title="照片/附件">
            <RecordPhotos photos={photos} />
          </Section>
        )}
        <Backlinks kind={kind} id={row.id} names={names} />
        <History kind={kind} record={row.id} names={names} values={row.values as Values} hide={minors.hide} />
        {mayEdit && <MergeByHand row={row} />}
        {!isRemoved && mayType && <Removal row={row} />}
        <Erasing kind={kind} row={row} />
      </div>
    </Screen>
  );
}

function Heading({ kind, row, values, linked: { names } }: OneRecordProps & { readonly values: Values }) {
  const { units, standsFor } = usePlace();
  const sayWho = useWho();
  const code = kind.state === undefined ? undefined : values[kind.state];
  const state = kind.state === undefined ? undefined : kind.fields[kind.state];
  // A period stands in the heading; its last day alone may still be to come.
  const isPeriod = kind.date !== undefined && kind.fields[kind.date]?.type === 'period';
  const day = isPeriod ? null : dateOf(kind, values);
  const unit = units.length > 1 ? (units.find(({ id }) => id === standsFor(row.unit))?.name ?? '') : '';
  const { who, when } = sayWho(row.changed);
  return (
    <header className={styles.heading}>
      <div className={styles.headline}>
        <h2>{headingOf(kind, values, { names, reveal: true })}</h2>
        {typeof code === 'string' && state?.type === 'code' && (
          <StateBadge tone={toneOfCode(code)}>{state.list.codes.find(({ id }) => id === code)?.zh ?? code}</StateBadge>
        )}
      </div>
      <p>{[day === null ? '' : zhDay(day), unit].filter((part) => part !== '').join(' · ')}</p>
      <p className={styles.small}>
        <Parts line={`${row.changed.stamp === row.created.stamp ? '记于' : '最近修改'} ${when} · ${who}`} />
      </p>
    </header>
  );
}

/** Text that was typed into this record's form and never saved. */
function UnfinishedEdit({ record }: { readonly record: string }) {
  const draft = useDrafts()?.find((one) => one.record === record);
  if (draft === undefined) return null;
  return (
    <Notice
      actions={
        <Link className={buttonClass('quiet')} to={`/draft/${draft.id}`}>
          继续填写
        </Link>
      }
    >
      这条记录有没保存的修改。
    </Notice>
  );
}
