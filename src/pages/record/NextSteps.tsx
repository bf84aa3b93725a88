import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import { isClosed } from '#kinds/case-rules.ts';
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { StoredRow } from '#store/db.ts';
import type { Raw } from '#core/raw.ts';
import { kindByName, publicityEvent } from '#kinds/index.ts';
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
  const steps = stepsOf(kind.name, row).filter(({ to }) => {
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

function stepsOf(kind: string, { id, values }: StoredRow): readonly Step[] {
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
  if (kind === 'publicityEvent' && values['training'] === undefined) {
    return [
      {
        label: '同时是培训，记培训',
        to: '/ledger/training/new',
        state: { typed: { ...shared(values), publicityEvent: id } },
      },
    ];
  }
  if (kind === 'training') {
    const tell = {
      label: '同时是普法，记普法',
      to: '/ledger/publicityEvent/new',
      state: { typed: { ...shared(values), training: id } },
    };
    return [MAKE_UP, ...(values['publicityEvent'] === undefined ? [tell] : [])];
  }
  return [];
}

/** What an event and a training have in common. */
function shared(values: StoredRow['values']): Raw {
  const taken: { [field: string]: unknown } = {};
  for (const field of ['heldOn', 'title', 'place', 'organiser', 'coOrganisers', 'laws']) {
    if (values[field] !== undefined) taken[field] = values[field];
  }
  return taken;
}
