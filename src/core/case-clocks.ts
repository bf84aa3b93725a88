/** What a case has to have done by when (domain.md §1.2, §1.4, §1.5): for the home screen, the case's page and calendars. */
import { effectiveOn } from '#kinds/case-rules.ts';
import { isFilled, isOneOf, itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { addDays, daysBetween, isDay, zhDay } from './day.ts';
import { confirmationDeadline, settleBy, type Holiday } from './deadlines.ts';
import { holidayWords } from './holidays.ts';

export interface CaseClock {
  readonly type: 'caseLimit' | 'followUp' | 'confirmation' | 'performance' | 'escalation';
  /** Tells several clocks of one type apart: the agreement item that falls due. */
  readonly item?: string;
  /** The last day on which it is in time; null where the law says 及时 and names none. */
  readonly due: string | null;
  /** From this day on it is spoken of; null: at once. */
  readonly from: string | null;
  /** After `due` nothing can be done any more, so it is left in peace. */
  readonly ends: boolean;
  /** What is to be done, after the case's name; names nobody. */
  readonly words: (today: string) => string;
}

/** Amber after 20 days of the month in which a case should be settled (domain.md §1.2). */
const AMBER_DAYS = 20;
const EXTENDED_AHEAD = 10;
const FOLLOW_UP_AHEAD = 7;
const PERFORMANCE_AHEAD = 7;
const CONFIRMATION_AHEAD = 10;

const dayIn = (value: Value | undefined): string | null => (isDay(value) ? value : null);
const isOpen = ({ status }: Values): boolean => isOneOf(status, 'accepted', 'inMediation');
/** The township's own case has these clocks now. */
const isHandedUp = ({ handedUp }: Values): boolean => isFilled(partOf(handedUp, 'newCase'));

/** All clocks of a case that still run, whether they are near or far. `own`: days off that the township wrote down. */
export function clocksOf(values: Values, own: readonly Holiday[] = []): CaseClock[] {
  if (isHandedUp(values)) return [];
  if (isOpen(values)) return [...limitOf(values), ...riskOf(values)];
  if (values.status === 'registered') return riskOf(values);
  if (values.status !== 'settled') return [];
  return [...visitOf(values), ...confirmationOf(values, own), ...performancesOf(values)];
}

/** Those of which it is time to speak on a day. */
export const clocksDue = (clocks: readonly CaseClock[], today: string): CaseClock[] =>
  clocks.filter(({ from, due, ends }) => (from === null || from <= today) && !(ends && due !== null && due < today));

function limitOf(values: Values): CaseClock[] {
  const [acceptedOn, due] = [dayIn(values.acceptedOn), settleBy(values)];
  if (acceptedOn === null || due === null) return [];
  const isExtended = dayIn(partOf(values.extension, 'until')) === due;
  const from = isExtended ? addDays(due, -EXTENDED_AHEAD) : addDays(acceptedOn, AMBER_DAYS);
  const words = (today: string) => {
    const gone = daysBetween(acceptedOn, today);
    const days = gone > 0 ? `受理已${gone}天` : '刚受理';
    return isExtended ? `${days}，延长到${zhDay(due)}` : `${days}，一般应在${zhDay(due)}前调结`;
  };
  return [{ type: 'caseLimit', due, from, ends: false, words }];
}

/** 人民调解法 art. 25. */
function riskOf({ risk }: Values): CaseClock[] {
  if (risk !== 'possible') return [];
  const words = () => '：可能激化，要采取预防措施；可能引起治安、刑事案件的，立即报告公安机关或有关部门';
  return [{ type: 'escalation', due: null, from: null, ends: false, words }];
}

/** The next visit, unless somebody went there on that day or later. */
function visitOf(values: Values): CaseClock[] {
  const due = dayIn(values.followUpDue);
  if (due === null) return [];
  const isDone = itemEntries(values.followUps).some(([, { on }]) => typeof on === 'string' && on >= due);
  if (isDone) return [];
  const from = addDays(due, -FOLLOW_UP_AHEAD);
  return [{ type: 'followUp', due, from, ends: false, words: () => `：${zhDay(due)}回访履行情况` }];
}

/** Only while it would still help: not where it was applied for, nor where everything was performed. */
function confirmationOf(values: Values, own: readonly Holiday[]): CaseClock[] {
  const state = partOf(values.judicialConfirmation, 'state');
  const isWanted = (state === undefined || state === 'none') && values.performance !== 'performed';
  const effective = isWanted ? effectiveOn(values) : null;
  if (effective === null) return [];
  const due = confirmationDeadline(effective, own);
  const beside = holidayWords(addDays(effective, 30), due, own);
  const words = () => `：要申请司法确认的，${zhDay(due)}截止${beside}，双方共同申请`;
  return [{ type: 'confirmation', due, from: addDays(due, -CONFIRMATION_AHEAD), ends: true, words }];
}

/** Each instalment by its own day; the agreement's day where no item names one. */
function performancesOf(values: Values): CaseClock[] {
  if (values.performance === 'performed') return [];
  const clock = (due: string, item: string, what: string): CaseClock => ({
    type: 'performance',
    item,
    due,
    from: addDays(due, -PERFORMANCE_AHEAD),
    ends: false,
    words: () => `：${what}应在${zhDay(due)}前履行，履行后请记下`,
  });
  const items = itemEntries(values.agreementItems);
  const dated = items.filter(([, { dueOn }]) => isDay(dueOn));
  if (dated.length === 0) {
    const due = dayIn(values.performBy);
    return due === null ? [] : [clock(due, '', '协议')];
  }
  return items.flatMap(([id, { dueOn, performedOn }], at) =>
    isDay(dueOn) && !isFilled(performedOn) ? [clock(dueOn, id, items.length > 1 ? `协议第${at + 1}项` : '协议')] : [],
  );
}
