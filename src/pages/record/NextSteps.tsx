import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { isClosed } from '#kinds/case-rules.ts';
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { StoredRow } from '#store/db.ts';
import type { Raw } from '#core/raw.ts';
import { repeated } from '#core/repeat.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { kindByName, publicityEvent } from '#kinds/index.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { buttonClass } from '#ui/Button.tsx';
import styles from './record.module.css';

interface Step {
  readonly label: string;
  readonly to: string;
  /** Where the form opens, or what the new record starts with; never in the address. */
  readonly state: { readonly at?: string; readonly typed?: Raw };
}

/** What usually follows a record, without typing anything twice. */
export function NextSteps({ kind, row }: { readonly kind: Kind; readonly row: StoredRow }) {
  const { mayChange, mayWrite } = useRights();
  const isLinked = useLinkedBack(kind.name, row.id);
  const { units } = usePlace();
  const steps = stepsOf(kind, row, isLinked).filter(({ to }) => {
    if (to === 'villages') return units.length > 1 && mayWrite(kind);
    const other = to === TELL.to ? publicityEvent : kindByName(to.split('/')[2] ?? '');
    return to === 'edit' ? mayChange(row) : other !== undefined && mayWrite(other, row.unit);
  });
  if (steps.length === 0) return null;
  return (
    <nav className={styles.steps} aria-label="接下来">
      {steps.map(({ label, to, state }) => (
        <Link key={label} className={buttonClass('secondary')} to={to} state={state}>
          {label}
          <ArrowRight size={18} aria-hidden />
        </Link>
      ))}
    </nav>
  );
}

/** An act of publicity shows no party: what leaves the case is looked through first. */
const TELL: Step = { label: '以案普法', to: 'story', state: {} };

/** Whoever was missing and learnt it afterwards is ticked in the same training. */
const MAKE_UP: Step = { label: '有人补学，去点名', to: 'edit', state: { at: 'attendance' } };

/** Whether a training or an event names this one: the link stands on one of the two (SPEC S5). */
function useLinkedBack(kind: string, id: string): boolean {
  const { rows } = useRecordsOf(kind === 'publicityEvent' ? TRAININGS : kind === 'training' ? EVENTS : NOTHING);
  const others = rows.get(kind === 'publicityEvent' ? 'training' : 'publicityEvent') ?? [];
  return others.some(({ values }) => values[kind] === id);
}
const TRAININGS: readonly string[] = ['training'];
const EVENTS: readonly string[] = ['publicityEvent'];
const NOTHING: readonly string[] = [];

function stepsOf(whole: Kind, { id, values }: StoredRow, isLinked: boolean): readonly Step[] {
  const kind = whole.name;
  const again: Step = {
    label: '照样再记一场',
    to: `/ledger/${kind}/new`,
    state: { typed: repeated(whole, values as Values) },
  };
  if (kind === 'venue') {
    const place = typeof values['name'] === 'string' ? { place: values['name'] } : {};
    return [
      { label: '在这里办了活动，记普法', to: '/ledger/publicityEvent/new', state: { typed: { venue: id, ...place } } },
    ];
  }
  if (kind === 'mediationCase') return isClosed(values as Values) ? [TELL] : [];
  if (kind === 'screening') {
    return [
      {
        label: '发现的纠纷，记调解',
        to: '/ledger/mediationCase/new',
        state: { typed: { foundBy: id, source: 'ownMotion' } },
      },
    ];
  }
  if (kind === 'publicityEvent') {
    const both = isLinked || values['training'] !== undefined ? [] : [TRAINING_TOO(id, values)];
    return [again, { label: '别的村也办了', to: 'villages', state: {} }, ...both];
  }
  if (kind === 'training') {
    return [MAKE_UP, again, ...(isLinked || values['publicityEvent'] !== undefined ? [] : [EVENT_TOO(id, values)])];
  }
  return [];
}

const TRAINING_TOO = (id: string, values: StoredRow['values']): Step => ({
  label: '同时是培训，记培训',
  to: '/ledger/training/new',
  state: { typed: { ...shared(values), publicityEvent: id } },
});
const EVENT_TOO = (id: string, values: StoredRow['values']): Step => ({
  label: '同时是普法，记普法',
  to: '/ledger/publicityEvent/new',
  state: { typed: { ...shared(values), training: id } },
});

/** What an event and a training have in common. */
function shared(values: StoredRow['values']): Raw {
  const taken: { [field: string]: unknown } = {};
  for (const field of ['heldOn', 'title', 'place', 'organiser', 'coOrganisers', 'laws']) {
    if (values[field] !== undefined) taken[field] = values[field];
  }
  return taken;
}
