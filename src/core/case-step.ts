/** What a step of a case is, and what its makers share. The steps themselves stand in `case-steps/`. */
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import type { Holiday } from './deadlines.ts';

export interface CourseContext {
  /** null while the clock is wrong: then no day is proposed (SPEC C7). */
  readonly today: string | null;
  /** Name of whoever writes; '' while unknown. */
  readonly me: string;
  readonly personName: (id: string) => string;
  /** May review, grant and open archived files again. */
  readonly isOffice: boolean;
  /** Days off that the township wrote down beside the yearly table. */
  readonly holidays: readonly Holiday[];
  /** 以案定补 by the township's tariff in 分, null where it names none; undefined while its conditions are unmet. */
  readonly subsidy: number | null | undefined;
}

export interface CaseStep {
  readonly id: string;
  readonly label: (values: Values) => string;
  /** Statuses from which it may be taken. */
  readonly from: readonly string[];
  /** What else has to hold. */
  readonly when?: (values: Values, context: CourseContext) => boolean;
  /** It is what comes next, where it may be taken; the first one that leads is the page's primary button. */
  readonly leads?: (values: Values, context: CourseContext) => boolean;
  /** The status that the case then has. */
  readonly to?: string;
  /** What its form asks for, in this order; everything else is folded. */
  readonly fields: readonly string[];
  /** What stands in these fields when the form opens; null clears. */
  readonly starts?: (values: Values, context: CourseContext) => { readonly [field: string]: Value | null };
  /** Items that the form adds to a list. */
  readonly adds?: (
    values: Values,
    context: CourseContext,
  ) => { readonly field: string; readonly items: readonly Group[] };
  /** `only`: of an archived case; `too`: also of one; without it the file has to be open (SPEC X11). */
  readonly archived?: 'only' | 'too';
  /** Also of a village's case with which the township goes on: its file is closed, nothing else happens in it. */
  readonly handedUp?: true;
  /** One sentence over the form: what the law asks here. */
  readonly says?: string;
}

export const OPEN = ['accepted', 'inMediation'] as const;
export const CLOSED = ['settled', 'notSettled', 'terminated', 'declined'] as const;
export const ANY = ['registered', ...OPEN, ...CLOSED] as const;

export const dated = (field: string, { today }: CourseContext): { readonly [field: string]: string } =>
  today === null ? {} : { [field]: today };
export const named = (field: string, name: string): { readonly [field: string]: string } =>
  name === '' ? {} : { [field]: name };
export const kept = (value: Value | undefined): Group =>
  typeof value === 'object' && !Array.isArray(value) ? (value as Group) : {};
export const reviewState = ({ review }: Values): Value | undefined => partOf(review, 'state');
export const countOf = (value: Value | undefined): number => itemEntries(value).length;
