/** Where a case stands: what happened, what comes next, and with what a step's form opens (domain.md §1.5). */
import { effectiveOn } from '#kinds/case-rules.ts';
import { isFilled, itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { CaseStep, CourseContext } from './case-step.ts';
import { leadingStep, stepsFrom } from './case-steps.ts';
import { rawOf, type Raw } from './raw.ts';
import { askedValues } from './validate.ts';

/** Something that happened in a case; names nobody. */
interface CaseEvent {
  readonly day: string;
  readonly text: string;
}

interface Course {
  /** In order of time. */
  readonly events: readonly CaseEvent[];
  readonly lead: CaseStep | null;
  readonly others: readonly CaseStep[];
}

export function courseOf(values: Values, context: CourseContext): Course {
  const steps = stepsFrom(values, context);
  const lead = leadingStep(steps, values, context);
  const others = steps.filter((step) => step !== lead);
  // Whoever looks a file over finds both answers beside each other.
  const answers = lead?.id === 'approve' ? others.filter(({ id }) => id === 'return') : [];
  return { events: eventsOf(values), lead, others: [...answers, ...others.filter((step) => !answers.includes(step))] };
}

const words = (field: 'performance' | 'status', code: Value | undefined): string =>
  mediationCase.fields[field].list.codes.find(({ id }) => id === code)?.zh ?? '';

/** What happened, day by day; what was never dated is left out, and so is what the case as put right has no room for. */
export function eventsOf(written: Values): CaseEvent[] {
  const values = askedValues(mediationCase, written);
  const events: (CaseEvent | null)[] = [
    at(values.occurredOn, '发生纠纷'),
    values.status === 'registered' ? at(values.acceptedOn, '登记') : at(values.acceptedOn, '受理'),
    at(values.rightsNoticeOn, '告知权利义务'),
    ...inTurn(values.investigations, 'heldOn', '调查'),
    ...inTurn(values.sessions, 'heldOn', '调解'),
    at(values.reportedAt, '报告有关部门'),
    at(partOf(values.extension, 'agreedOn'), '各方同意延长期限'),
    at(values.closedOn, words('status', values.status)),
    values.agreementForm === 'written' ? at(effectiveOn(values) ?? undefined, '签名盖章齐全，协议生效') : null,
    ...itemEntries(values.agreementItems).map(([, { performedOn }], n) => at(performedOn, `协议第${n + 1}项已履行`)),
    ...inTurn(values.followUps, 'on', '回访'),
    at(partOf(values.judicialConfirmation, 'appliedOn'), '申请司法确认'),
    at(partOf(values.judicialConfirmation, 'decidedOn'), '法院作出裁定'),
    at(partOf(values.handedUp, 'on'), '移交乡镇调委会'),
    partOf(values.review, 'state') === 'approved' ? at(partOf(values.review, 'on'), '审核通过') : null,
    partOf(values.review, 'state') === 'returned' ? at(partOf(values.review, 'on'), '审核退回补正') : null,
    at(values.archivedOn, '归档'),
    ...itemEntries(values.amendments).map(([, { on }]) => at(on, '归档后补记')),
  ];
  // Stable: of one day, in the order of the law.
  return events
    .filter((event): event is CaseEvent => event !== null)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const at = (day: Value | undefined, text: string): CaseEvent | null =>
  typeof day === 'string' && isFilled(day) && text !== '' ? { day, text } : null;

/** Counted by their days, in whatever order they were written down. */
function inTurn(value: Value | undefined, field: string, what: string): (CaseEvent | null)[] {
  const days = itemEntries(value).map(([, item]) => item[field]);
  return days
    .filter((day): day is string => typeof day === 'string')
    .sort()
    .map((day, n) => at(day, `第${n + 1}次${what}`));
}

/** With what a step's form opens, as it would have been typed. */
interface StepStart {
  readonly typed: Raw;
  /** Where the cursor goes: the first field, in a list its first added item. */
  readonly at: string;
}

/** `newItemId` gives ids for added items. A blank item is no value and is dropped when nothing is written into it. */
export function startOfStep(
  step: CaseStep,
  values: Values,
  context: CourseContext,
  newItemId: () => string,
): StepStart {
  const starts: { readonly [field: string]: Value | null } = {
    ...step.starts?.(values, context),
    ...(step.to === undefined ? {} : { status: step.to }),
  };
  const filled: { [field: string]: Value } = {};
  for (const field of Object.keys(starts)) {
    const value = starts[field];
    if (value !== undefined && value !== null) filled[field] = value;
  }
  const cleared = Object.keys(starts).filter((field) => starts[field] === null);
  const typed: { [field: string]: unknown } = { ...rawOf(mediationCase.fields, filled) };
  for (const field of cleared) typed[field] = null;
  const added = step.adds?.(values, context);
  let first = step.fields[0] ?? '';
  if (added !== undefined && added.items.length > 0) {
    const { field, items } = added;
    const ids = items.map(newItemId);
    const existing = (typed[field] ?? rawOf(mediationCase.fields, { [field]: values[field] })[field] ?? {}) as Raw;
    const more = Object.fromEntries(ids.map((id, n) => [id, items[n] ?? {}]));
    typed[field] = { ...existing, ...(rawOf(mediationCase.fields, { [field]: more })[field] as Raw) };
    if (first === field) first = `${field}.${ids[0] ?? ''}`;
  }
  return { typed, at: first };
}
