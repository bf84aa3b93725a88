import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Context, Field, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { hiddenUnder, valuesOf } from './asked.ts';
import { Card } from './Card.tsx';
import { Disclosure } from './Disclosure.tsx';
import { FieldInput } from './fields/FieldInput.tsx';
import {
  domIdOf, isHidden, NO_PROBLEMS, problemsUnder, type FieldProblem, type FormApi, type LinkChoice, type PhotoPort,
} from './fields/form-api.ts';
import { FormProblems } from './FormProblems.tsx';
import { isBlank, type Typed } from './typed.ts';
import styles from './RecordForm.module.css';

export interface RecordFormProps {
  readonly kind: Kind;
  readonly typed: Typed;
  readonly context: Context;
  /** Everything validation says about what is typed; the form decides when to show it. */
  readonly problems: readonly FieldProblem[];
  /** Odd but allowed: shown at once, never in the way. */
  readonly warnings?: readonly FieldProblem[];
  /** Grows by one with every save that was refused: all problems are then shown and the first one takes the focus. */
  readonly failed?: number;
  /** `raw` null at the path of an item takes the item away. */
  readonly onChange: (path: string, raw: unknown) => void;
  readonly newItemId: () => string;
  /** What can be linked to; keep the function and its answers stable. */
  readonly choices: (to: string, role?: string) => readonly LinkChoice[];
  /** What a linked record is called that is no longer offered; undefined when it may not be seen. */
  readonly nameOf?: (to: string, id: string) => string | undefined;
  readonly recent?: (path: string) => readonly string[];
  readonly onCreate?: (to: string, role: string | undefined, words: string, path: string) => void;
  readonly photos?: PhotoPort;
  /** Drawn under the field of that path: phrases to insert, a likely duplicate, the editor of a metric. */
  readonly slots?: { readonly [path: string]: ReactNode };
  /** Show everything at once, for records that are being completed. */
  readonly unfolded?: boolean;
}

const NONE: readonly string[] = [];
const NO_SLOTS = {};
const UNGROUPED = '其他';

/** The form of any kind: its first fields on one screen, everything else under 更多信息. */
export function RecordForm(props: RecordFormProps) {
  const { kind, typed, problems, warnings = NO_PROBLEMS, failed = 0, unfolded = false } = props;
  const form = useFormApi(props, failed);
  const values = useValues(kind, typed);
  const problemsOf = useStable(problems);
  const warningsOf = useStable(warnings);
  const [open, setOpen] = useState(unfolded);
  const ids = Object.keys(kind.fields).filter((id) => kind.fields[id]?.internal !== true);
  const first = ids.filter((id) => kind.fields[id]?.first === true);
  const rest = ids.filter((id) => kind.fields[id]?.first !== true);
  const wrongBelow = failed > 0 && problems.some(({ field }) => rest.includes(fieldOf(field)));
  const ordered = useMemo(() => inOrder([...first, ...rest], problems), [kind, problems]);

  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failed === 0) return;
    if (wrongBelow) setOpen(true);
    const wrong = ordered[0];
    // After the fields behind 更多信息 have been made.
    if (wrong !== undefined) requestAnimationFrame(() => requestAnimationFrame(() => focusField(root.current, form, wrong.field)));
  }, [failed]);

  const row = (id: string) => {
    const field = kind.fields[id] as Field;
    const hidden = hiddenUnder(id, field, values, props.context);
    if (isHidden(hidden, id)) return null;
    return (
      <FieldInput
        key={id}
        field={field}
        path={id}
        raw={typed[id]}
        problems={problemsOf(id)}
        warnings={warningsOf(id)}
        hidden={hidden}
        form={form}
      />
    );
  };
  const filled = rest.filter((id) => !isBlank(typed[id])).length;
  const groups = groupsOf(kind, rest);
  const body = groups.map(([title, members]) => {
    const rows = members.map(row).filter((one) => one !== null);
    if (rows.length === 0) return null;
    return (
      <section key={title} className={styles.group} aria-label={title}>
        {groups.length > 1 && <h3 className={styles.title}>{title}</h3>}
        <Card>{rows}</Card>
      </section>
    );
  });
  return (
    <div ref={root} className={styles.form}>
      {failed > 0 && ordered.length > 0 && (
        <FormProblems kind={kind} problems={ordered} onGo={(path) => { setOpen(true); requestAnimationFrame(() => focusField(root.current, form, path)); }} />
      )}
      {first.length > 0 && <Card>{first.map(row)}</Card>}
      {rest.length > 0 && (first.length === 0 || unfolded
        ? body
        : (
          <div className={styles.more}>
            <Disclosure label="更多信息" {...(filled > 0 ? { note: `已填 ${filled} 项` } : {})} open={open} onToggle={setOpen}>{body}</Disclosure>
          </div>
        ))}
    </div>
  );
}

const fieldOf = (path: string): string => path.split('.')[0] ?? path;

/** Problems in the order of the form. */
const inOrder = (ids: readonly string[], problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  [...problems].sort((a, b) => ids.indexOf(fieldOf(a.field)) - ids.indexOf(fieldOf(b.field)));

/** Fields by their heading, headings in order of first mention. */
function groupsOf(kind: Kind, ids: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const title = kind.fields[id]?.group ?? UNGROUPED;
    const members = groups.get(title);
    if (members === undefined) groups.set(title, [id]);
    else members.push(id);
  }
  return [...groups];
}

/** Puts the cursor where a problem is: into the input itself or the first one of its group. */
function focusField(root: HTMLElement | null, form: FormApi, path: string): void {
  let at = path;
  let target: HTMLElement | null = null;
  for (;;) {
    target = document.getElementById(domIdOf(form, at));
    const dot = at.lastIndexOf('.');
    if (target !== null || dot < 0) break;
    at = at.slice(0, dot);
  }
  if (target === null || root?.contains(target) !== true) return;
  const inputs = 'input:not([type=file]), textarea, select, button';
  const input = target.matches(inputs) ? target : target.querySelector<HTMLElement>(inputs);
  input?.focus();
  target.scrollIntoView({ block: 'center' });
}

function useFormApi(props: RecordFormProps, failed: number): FormApi {
  const prefix = useId();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { choices, nameOf, photos, slots = NO_SLOTS, context, onCreate } = props;
  const creates = onCreate !== undefined;
  return useMemo<FormApi>(
    () => ({
      prefix: `f${prefix.replace(/[^\w-]/g, '')}`,
      context,
      failed,
      onChange: (path, raw) => latest.current.onChange(path, raw),
      choices,
      nameOf: (to, id) => nameOf?.(to, id) ?? choices(to).find((choice) => choice.id === id)?.label,
      recent: (path) => latest.current.recent?.(path) ?? NONE,
      newItemId: () => latest.current.newItemId(),
      create: creates ? (...words) => latest.current.onCreate?.(...words) : undefined,
      photos,
      slots,
      Field: FieldInput,
    }),
    [prefix, context, failed, choices, nameOf, photos, slots, creates],
  );
}

/** Values for conditions, computed anew only for fields whose text changed. */
function useValues(kind: Kind, typed: Typed): Values {
  const cache = useRef(new Map<string, { readonly raw: unknown; readonly values: Values }>());
  const all: Record<string, Values[string]> = {};
  for (const id of Object.keys(kind.fields)) {
    const raw = typed[id];
    let known = cache.current.get(id);
    if (known === undefined || known.raw !== raw) {
      known = { raw, values: valuesOf({ [id]: kind.fields[id] as Field }, { [id]: raw }) };
      cache.current.set(id, known);
    }
    if (id in known.values) all[id] = known.values[id];
  }
  return all;
}

/** The problems of each top-level field, the same array as long as they say the same. */
function useStable(problems: readonly FieldProblem[]): (id: string) => readonly FieldProblem[] {
  const kept = useRef(new Map<string, { readonly said: string; readonly list: readonly FieldProblem[] }>());
  return (id) => {
    const list = problemsUnder(problems, id);
    if (list.length === 0) return NO_PROBLEMS;
    const said = list.map(({ field, message }) => `${field} ${message}`).join('\n');
    const known = kept.current.get(id);
    if (known?.said === said) return known.list;
    kept.current.set(id, { said, list });
    return list;
  };
}
