/** What a form says under single fields of its own accord: sentences to begin with, a case that is probably here already. */
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { looksLikeOrganisation } from '#kinds/case-order.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Group, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { screening, zeroReport } from '#kinds/screening.ts';
import { rawOf } from '#core/raw.ts';
import { canRepeat } from '#core/repeat.ts';
import { daysBetween, isDay, zhDay } from '#core/day.ts';
import { headingOf, NO_NAMES } from '#core/text.ts';
import type { SlimRow } from '#store/projection.ts';
import { asMap, asText, type Typed } from '#ui/typed.ts';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { SameName } from './OwnPerson.tsx';
import { RepeatLast } from './RepeatLast.tsx';
import { Phrases, usePhrases } from './Phrases.tsx';
import styles from './record.module.css';

// Only the form of a task has one.
const MetricEditor = lazy(async () => ({ default: (await import('#pages/MetricEditor.tsx')).MetricEditor }));
// Nor any form but a report's paragraph has this.
const FigurePicker = lazy(async () => ({ default: (await import('#pages/FigurePicker.tsx')).FigurePicker }));

/** The same people, the same kind of dispute, within so many days: most likely the same case. */
const NEAR_DAYS = 60;
const NO_SLOTS: { readonly [path: string]: ReactNode } = {};

export interface SlotsProps {
  readonly kind: Kind;
  readonly record: string;
  readonly isNew: boolean;
  readonly unit: string;
  /** The cases that are here, once all of them are loaded; none for another kind. */
  readonly cases: readonly SlimRow[];
  /** The roster that an account is linked to; none for another kind. */
  readonly people: readonly SlimRow[];
  readonly typed: Typed;
  readonly onChange: (path: string, raw: unknown) => void;
  /** What stands at a path at this moment. */
  readonly rawAt: (path: string) => unknown;
  readonly newItemId: () => string;
}

export function useSlots(props: SlotsProps): { readonly [path: string]: ReactNode } {
  const { kind, record, isNew, unit, cases, people, typed, onChange, rawAt, newItemId } = props;
  const isCase = kind.name === 'mediationCase';
  const disputeType = asText(typed['disputeType']);
  const names = isCase ? partyNames(typed['parties']) : '';
  const acceptedOn = asText(typed['acceptedOn']);
  const twin = useTwin(cases, { record, names, disputeType, acceptedOn });
  const organisations = isCase ? organisationsIn(typed['parties']) : '';
  const account = kind.name === 'member' ? typed : null;
  const phrases = usePhrases(kind, typed);
  const hasMetric = kind.fields['metric']?.type === 'metric';
  const metric = typed['metric'];
  const quotes = kind.name === 'reportParagraph';
  const body = quotes ? asText(typed['body']) : '';
  const repeats = isNew && canRepeat(kind) && asText(typed['title']) === '';
  const canBeZero = kind.name === 'screening' && asText(typed['found']) === '';
  return useMemo(() => {
    const slots: { [path: string]: ReactNode } = {};
    if (twin !== null || organisations !== '')
      slots['parties'] = (
        <>
          <Organisations ids={organisations} rawAt={rawAt} onChange={onChange} />
          {twin !== null && <Twin kind={kind} row={twin} />}
        </>
      );
    if (account !== null) slots['person'] = <SameName typed={account} people={people} onChange={onChange} />;
    if (repeats) slots['heldOn'] = <RepeatLast key={unit} {...{ kind, unit, rawAt, onChange }} />;
    if (canBeZero) slots['period'] = <ZeroReport onPick={() => takeZeroReport(onChange)} />;
    if (hasMetric)
      slots['metric'] = (
        <Suspense fallback={<Loading />}>
          <MetricEditor value={metric} onChange={(raw) => onChange('metric', raw)} />
        </Suspense>
      );
    if (quotes)
      slots['body'] = (
        <Suspense fallback={<Loading />}>
          <FigurePicker text={body} onText={(text) => onChange('body', text)} />
        </Suspense>
      );
    for (const [id, words] of phrases) {
      const inside = longTextIn(kind.fields[id]);
      slots[id] = <Phrases {...{ id, inside, rawAt, onChange, newItemId }} phrases={words} />;
    }
    return Object.keys(slots).length === 0 ? NO_SLOTS : slots;
  }, [
    phrases,
    twin,
    organisations,
    account,
    people,
    repeats,
    unit,
    canBeZero,
    hasMetric,
    metric,
    quotes,
    body,
    kind,
    onChange,
    rawAt,
    newItemId,
  ]);
}

/** The first long text of an item; '' where the field is itself one. */
const longTextIn = (field: Field | undefined): string =>
  field?.type === 'items' ? (Object.keys(field.fields).find((id) => field.fields[id]?.type === 'longText') ?? '') : '';

/** 零报告, one tap: the round was made and nothing was found. */
function ZeroReport({ onPick }: { readonly onPick: () => void }) {
  return (
    <div className={styles.phrases}>
      <button type="button" onClick={onPick}>
        零报告：排查过，没有发现纠纷
      </button>
    </div>
  );
}

function takeZeroReport(onChange: SlotsProps['onChange']): void {
  const raw = rawOf(screening.fields, zeroReport);
  for (const field of Object.keys(raw)) onChange(field, raw[field]);
}

/** Ids of the parties who are put down as persons and bear the name of an organisation. */
function organisationsIn(parties: unknown): string {
  const entries = asMap(parties);
  return Object.keys(entries)
    .filter((id) => looksLikeOrganisation(asMap(entries[id]) as Group))
    .join(' ');
}

/** One tap makes a party the organisation that its name says it is. */
function Organisations({ ids, rawAt, onChange }: { readonly ids: string } & Pick<SlotsProps, 'rawAt' | 'onChange'>) {
  if (ids === '') return null;
  return (
    <div className={styles.phrases}>
      {ids.split(' ').map((id) => (
        <button key={id} type="button" onClick={() => onChange(`parties.${id}.partyKind`, 'organisation')}>
          改成单位：{asText(rawAt(`parties.${id}.name`))}
        </button>
      ))}
    </div>
  );
}

function Twin({ kind, row }: { readonly kind: Kind; readonly row: SlimRow }) {
  const day = asText(row.values['acceptedOn']);
  return (
    <Notice tone="warn" announced actions={<Link to={`/ledger/${kind.name}/${row.id}`}>看看那一件</Link>}>
      {zhDay(day)}记过“{headingOf(kind, row.values, { names: NO_NAMES, reveal: true })}
      ”，可能是同一件。是同一纠纷的，可在更多信息里选“同一纠纷”。
    </Notice>
  );
}

/** Names of the parties, in one order. */
function partyNames(parties: unknown): string {
  const entries = asMap(parties);
  const names = Object.keys(entries).map((id) => asText(asMap(entries[id])['name']).trim());
  return names
    .filter((name) => name !== '')
    .sort((a, b) => (a < b ? -1 : 1))
    .join('、');
}

interface TwinAsked {
  readonly record: string;
  readonly names: string;
  readonly disputeType: string;
  readonly acceptedOn: string;
}

function useTwin(rows: readonly SlimRow[], asked: TwinAsked): SlimRow | null {
  const { record, names, disputeType, acceptedOn } = asked;
  return useMemo(() => {
    if (!names.includes('、') || disputeType === '') return null;
    const isTwin = ({ id, values }: SlimRow) =>
      id !== record &&
      isNear(values, disputeType, acceptedOn) &&
      partyNames(Object.fromEntries(itemEntries(values['parties']))) === names;
    return rows.find(isTwin) ?? null;
  }, [rows, record, names, disputeType, acceptedOn]);
}

function isNear({ disputeType, acceptedOn }: Values, type: string, day: string): boolean {
  if (disputeType !== type) return false;
  return !isDay(acceptedOn) || !isDay(day) || Math.abs(daysBetween(acceptedOn, day)) <= NEAR_DAYS;
}
