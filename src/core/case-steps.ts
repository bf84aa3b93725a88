/**
 * The course that the law lays down for a case, as one table (人民调解法; 若干规定; domain.md §1.5): from where each step may be
 * taken, what it leads to, which fields it asks for and what stands in them when its form opens. Nothing is stored until
 * the person saves.
 */
import { isArchived, isSettled } from '#kinds/case-rules.ts';
import { isOneOf } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import type { CaseStep, CourseContext } from './case-step.ts';
import { isTakenUp } from './handing-up.ts';
import { filing, sealed } from './case-steps/filing.ts';
import { mediating, taking } from './case-steps/mediating.ts';
import { performing } from './case-steps/performing.ts';

/** Every step of an open or closed case, in the order in which they are offered. */
export const caseSteps: readonly CaseStep[] = [...taking, ...mediating, ...performing, ...filing, ...sealed];

/** The steps that may be taken from where a case stands; where the township goes on with it, those that close its file. */
export function stepsFrom(values: Values, context: CourseContext): CaseStep[] {
  const isTaken = isTakenUp(values);
  return caseSteps.filter(
    ({ archived, from, handedUp, when }) =>
      (!isTaken || handedUp === true) &&
      isOneOf(values.status, ...from) &&
      (isArchived(values) ? archived !== undefined : archived !== 'only') &&
      (when === undefined || when(values, context)),
  );
}

/** The step that comes next; null where the person alone knows. */
export function leadingStep(steps: readonly CaseStep[], values: Values, context: CourseContext): CaseStep | null {
  // What is owed to the office is urgent, and a settlement is not over before it is performed.
  const order = isSettled(values) ? ['approve', 'submit', ...ORDER_OF_SETTLED] : ['report'];
  const leading = steps.filter(({ leads }) => leads?.(values, context) === true);
  return (
    order.map((id) => leading.find((step) => step.id === id)).find((step) => step !== undefined) ?? leading[0] ?? null
  );
}

const ORDER_OF_SETTLED = ['sign', 'perform', 'visit', 'claim', 'archive'];
