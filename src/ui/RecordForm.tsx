import { Fragment, useEffect, useEffectEvent, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Context, Field } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { NO_NAMES, type Names } from '#core/text.ts';
import { rawOf } from '#core/raw.ts';
import { proposalsOf } from '#core/defaults.ts';
import { isFirst, type Problem } from '#core/validate.ts';
import { hiddenUnder, valuesOf } from './asked.ts';
import type { Choice } from './ChipGroup.tsx';
import { Card } from './Card.tsx';
import { Disclosure } from './Disclosure.tsx';
import { FieldInput } from './fields/FieldInput.tsx';
import { domIdOf, isHidden, NO_PROBLEMS, problemsUnder, type FormApi, type PhotoPort } from './fields/form-api.ts';
import { FormSections } from './FormSections.tsx';
import { FormProblems } from './FormProblems.tsx';
import { asMap, isBlank, type Typed } from './typed.ts';
import styles from './RecordForm.module.css';

export interface RecordFormProps {
  readonly kind: Kind;
  readonly typed: Typed;
  readonly context: Context;
  /** Everything validation says about what is typed; the form decides when to show it. */
  readonly problems: readonly Problem[];
  /** Odd but allowed: shown at once, never in the way. */
  readonly warnings?: readonly Problem[];
  /** Fields in which something stands that nobody typed. */
  readonly assumed?: readonly string[];
  /** Grows by one with every save that was refused: all problems are then shown and the first one takes the focus. */
  readonly failed?: number;
  /** `raw` null at the path of an item takes the item away. */
  readonly onChange: (path: string, raw: unknown) => void;
  readonly newItemId: () => string;
  /** What can be linked to; keep the function and its answers stable. */
  readonly choices: FormApi['choices'];
  /** What linked records are called, also those no longer offered; keep it stable. */
  readonly names?: Names;
  /** The township's own codes in an open list. */
  readonly moreCodes?: (list: string) => readonly Choice[];
  /** Numbers in the township's settings that proposals ask for. */
  readonly settings?: { readonly [name: string]: number | undefined };
  /** Ids of codes used lately at this path, newest first. */
  readonly recent?: (path: string) => readonly string[];
  /** Makes a person from the name typed and puts the link into `path`. */
  readonly onCreate?: (to: string, role: string | undefined, words: string, path: string) => void;
  readonly photos?: PhotoPort;
  /** Drawn under the field of that path: phrases to insert, a likely duplicate, the editor of a metric. */
  readonly slots?: { readonly [path: string]: ReactNode };
  /** Show everything at once, for records that are being completed. */
  readonly unfolded?: boolean;
  /** The fields that one step asks for, in this order: they stand on the first screen instead of the kind's own. */
  readonly leading?: readonly string[];
}

const NONE: readonly never[] = [];
/** Of these a name is enough; everything else is made on its own page. */
const CREATED: readonly string[] = ['person'];
const UNGROUPED = '其他';

/** The form of any kind: its first fields on one screen, everything else under 更多信息. */
export function RecordForm(props: RecordFormProps) {
  const { kind, typed, problems, warnings = NO_PROBLEMS, failed = 0, unfolded = false } = props;
  const form = useFormApi(props, failed);
  const values = valuesOf(kind.fields, typed);
  const proposals = rawOf(kind.fields, proposalsOf(kind, values, props.context, props.settings));
  const [open, setOpen] = useState(unfolded);
  const ids = Object.keys(kind.fields).filter((id) => kind.fields[id]?.internal !== true);
  const around = { record: values, today: props.context.today };
  const first =
    props.leading?.filter((id) => ids.includes(id)) ??
    ids.filter((id) => isFirst(kind.fields[id] as Field, values, around));
  const rest = ids.filter((id) => !first.includes(id));
  const wrongBelow = failed > 0 && problems.some(({ field }) => rest.includes(fieldOf(field)));
  const ordered = inOrder([...first, ...rest], problems);

  const root = useRef<HTMLDivElement>(null);
  const go = (path: string | undefined) => {
    // Two frames on, the fields behind 更多信息 have been made.
    if (path !== undefined) {
      requestAnimationFrame(() => requestAnimationFrame(() => focusField(root.current, form, path)));
    }
  };
  const goToFirst = useEffectEvent(() => go(ordered[0]?.field));
  useEffect(() => {
    if (failed > 0) goToFirst();
  }, [failed]);
  const [told, setTold] = useState(0);
  if (failed !== told) {
    setTold(failed);
    if (wrongBelow) setOpen(true);
  }

  const row = (id: string) => {
    const field = kind.fields[id] as Field;
    const hidden = hiddenUnder(id, field, typed[id], values, props.context);
    const noPhotos = field.type === 'photos' && props.photos === undefined && isBlank(typed[id]);
    if (noPhotos || isHidden(hidden, id)) return null;
    const input = (
      <FieldInput
        key={id}
        field={field}
        path={id}
        raw={typed[id]}
        problems={problemsUnder(problems, id)}
        warnings={problemsUnder(warnings, id)}
        hidden={hidden}
        form={form}
        {...(props.slots?.[id] === undefined ? {} : { slot: props.slots[id] })}
        {...(props.assumed?.includes(id) === true ? { assumed: true } : {})}
        {...(isBlank(typed[id]) && typeof proposals[id] === 'string' ? { proposal: proposals[id] } : {})}
      />
    );
    const line = kind.lines?.[id];
    if (line === undefined) return input;
    const said = line.text(values, props.names?.person);
    // Around the input even while there is nothing to say: it must not be made anew under somebody's fingers.
    return (
      <Fragment key={id}>
        {input}
        {said !== '' && (
          <p className={styles.said}>
            <b>{line.label}</b> {said}
          </p>
        )}
      </Fragment>
    );
  };
  const filled = rest.filter((id) => !isBlank(typed[id])).length;
  const groups = groupsOf(kind, rest);
  const sections = groups.flatMap(([title, members]) => {
    const rows = members.map(row).filter((one) => one !== null);
    const plain = members.length === 1 && kind.fields[members[0] ?? '']?.label === title;
    return rows.length === 0 ? [] : [{ title, rows, plain }];
  });
  const body = <FormSections sections={sections} />;
  return (
    <div ref={root} className={styles.form}>
      {failed > 0 && ordered.length > 0 && (
        <FormProblems
          kind={kind}
          problems={ordered}
          onGo={(path) => {
            setOpen(true);
            go(path);
          }}
        />
      )}
      {first.length > 0 && <Card>{first.map(row)}</Card>}
      {sections.length > 0 &&
        ((first.length === 0 && props.leading === undefined) || unfolded ? (
          body
        ) : (
          <Disclosure
            label="更多信息"
            {...(filled > 0 ? { note: `已填 ${filled} 项` } : {})}
            open={open}
            onToggle={setOpen}
          >
            {body}
          </Disclosure>
        ))}
    </div>
  );
}

const fieldOf = (path: string): string => path.split('.')[0] ?? path;

/** Problems in the order of the form. */
const inOrder = (ids: readonly string[], problems: readonly Problem[]): readonly Problem[] =>
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
  const { choices, names = NO_NAMES, photos, context, onCreate } = props;
  const creates = onCreate !== undefined;
  return useMemo<FormApi>(
    () => ({
      prefix: `f${prefix.replace(/[^\w-]/g, '')}`,
      context,
      failed,
      onChange: (path, raw) => latest.current.onChange(path, raw),
      rawAt: (path) => path.split('.').reduce<unknown>((at, key) => asMap(at)[key], latest.current.typed),
      choices,
      nameOf: (to, id) => names.link(to, id) || '无权查看',
      moreCodes: (list) => latest.current.moreCodes?.(list) ?? NONE,
      recent: (path) => latest.current.recent?.(path) ?? NONE,
      newItemId: () => latest.current.newItemId(),
      create: (to) =>
        creates && CREATED.includes(to) ? (...words) => latest.current.onCreate?.(to, ...words) : undefined,
      photos,
      Field: FieldInput,
    }),
    [prefix, context, failed, choices, names, photos, creates],
  );
}
