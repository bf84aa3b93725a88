import { ChevronDown, Trash2 } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { Field, ItemsField } from '#kinds/field.ts';
import { isDay, zhDay } from '#core/day.ts';
import type { Problem } from '#core/validate.ts';
import { classes } from '#ui/classes.ts';
import { asMap, asText, isBlank } from '#ui/typed.ts';
import { isHidden, problemsUnder, type FormApi } from './form-api.ts';
import { shortSide, sideOf } from './item-start.ts';
import styles from './ItemsField.module.css';

export interface ItemCardProps {
  readonly field: ItemsField;
  readonly path: string;
  readonly raw: unknown;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly hidden: string;
  readonly form: FormApi;
  readonly number: number;
  /** Which one of its side it is, from 1. */
  readonly rank: number;
  /** Only its line is shown until it is opened. */
  readonly folded: boolean;
  /** Just added: the cursor goes into its first input. */
  readonly focused: boolean;
  readonly onRemove: (() => void) | undefined;
}

/** One item of a list. On the first screen only what is required stands open, the rest behind one button. */
export const ItemCard = memo(function ItemCard(props: ItemCardProps) {
  const { field, path, raw, problems, warnings, hidden, form, number, rank, folded, focused, onRemove } = props;
  const values = asMap(raw);
  const [open, setOpen] = useState(!folded);
  const [more, setMore] = useState(false);
  const card = useRef<HTMLLIElement>(null);
  const shown = open || (form.failed > 0 && problems.length > 0);
  useEffect(() => {
    if (focused) card.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [focused]);

  const asked = Object.keys(field.fields).filter(
    (id) => field.fields[id]?.internal !== true && !isHidden(hidden, `${path}.${id}`),
  );
  const isPlain = (id: string) =>
    field.first !== true ||
    asked.length <= FEW ||
    field.fields[id]?.required === true ||
    field.fields[id]?.first === true;
  const plain = asked.filter(isPlain);
  const rest = asked.filter((id) => !isPlain(id));
  const restShown = more || (form.failed > 0 && rest.some((id) => problemsUnder(problems, `${path}.${id}`).length > 0));
  const side = sideOf(field);
  const sideName = side === null ? undefined : side.codes.find(({ id }) => id === values[side.id])?.zh;
  // 乙方2: where twelve stand below each other, ear and eye need to know which.
  const nth = rank > 1 ? String(rank) : '';
  const title = sideName === undefined ? `${field.item} ${number}` : `${sideName}${nth}`;

  const part = (id: string, quick: boolean) => (
    <form.Field
      key={id}
      field={field.fields[id] as Field}
      path={`${path}.${id}`}
      raw={values[id]}
      problems={problemsUnder(problems, `${path}.${id}`)}
      warnings={problemsUnder(warnings, `${path}.${id}`)}
      hidden={hidden}
      form={form}
      {...(quick
        ? {
            line: {
              short:
                sideName === undefined ? (field.fields[id]?.label ?? '') : `${shortSide(sideName, field.label)}${nth}`,
              full: title,
            },
          }
        : {})}
    />
  );

  if (field.first === true) {
    const lined = plain.filter((id) => LINES.includes(field.fields[id]?.type ?? ''));
    return (
      <li ref={card} className={styles.slot}>
        <div className={styles.quick}>
          <div>{lined.map((id) => part(id, true))}</div>
          {rest.length > 0 && (
            <button
              type="button"
              className={styles.more}
              aria-expanded={restShown}
              aria-label={`${title}详情：${restShown ? '收起' : summaryOf(rest, values, field)}`}
              onClick={() => setMore(!more)}
            >
              详情
              <ChevronDown size={18} aria-hidden className={classes(restShown && styles.up)} />
            </button>
          )}
          {onRemove !== undefined && <RemoveButton title={title} onRemove={onRemove} />}
        </div>
        {plain.length > lined.length && (
          <div className={styles.rest}>{plain.filter((id) => !lined.includes(id)).map((id) => part(id, false))}</div>
        )}
        {restShown && <div className={styles.rest}>{rest.map((id) => part(id, false))}</div>}
      </li>
    );
  }
  return (
    <li ref={card} className={styles.item}>
      <div className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={shown} onClick={() => setOpen(!open)}>
          <ChevronDown size={20} aria-hidden className={classes(shown && styles.up)} />
          <span>
            <b>{title}</b> {!shown && <small>{lineOf(values, field)}</small>}
          </span>
        </button>
        {onRemove !== undefined && <RemoveButton title={title} onRemove={onRemove} />}
      </div>
      {shown && <div className={styles.body}>{asked.map((id) => part(id, false))}</div>}
    </li>
  );
});

/** Types that fit one line of a grouped box. */
const LINES: readonly string[] = ['text', 'count', 'decimal', 'amount', 'phone', 'year', 'code'];
/** An item of so few fields shows them all. */
const FEW = 3;

function RemoveButton({ title, onRemove }: { readonly title: string; readonly onRemove: () => void }) {
  return (
    <button type="button" className={styles.remove} aria-label={`移去${title}`} onClick={onRemove}>
      <Trash2 size={20} aria-hidden />
    </button>
  );
}

/** What waits behind the button: what is filled, else what could be. */
function summaryOf(rest: readonly string[], values: { readonly [id: string]: unknown }, field: ItemsField): string {
  const filled = rest.filter(
    (id) => field.fields[id]?.initially === undefined && field.fields[id]?.type !== 'code' && !isBlank(values[id]),
  );
  if (filled.length > 0) return `已填${filled.map((id) => field.fields[id]?.label).join('、')}`;
  const typed = rest.filter((id) => ['phone', 'idNumber'].includes(field.fields[id]?.type ?? ''));
  return `补充${(typed.length > 0 ? typed : rest.slice(0, 3)).map((id) => field.fields[id]?.label).join('、')}等`;
}

/** What a folded item says of itself: its first texts. */
function lineOf(values: { readonly [id: string]: unknown }, field: ItemsField): string {
  const texts: string[] = [];
  for (const id of Object.keys(field.fields)) {
    const below = field.fields[id] as Field;
    const text = asText(values[id]);
    if (text === '' || below.type === 'link') continue;
    texts.push(wordOf(below, text));
    if (texts.length === 3) break;
  }
  return texts.join(' · ');
}

function wordOf(field: Field, typed: string): string {
  if (field.type === 'code') return field.list.codes.find(({ id }) => id === typed)?.zh ?? typed;
  return field.type === 'day' && isDay(typed) ? zhDay(typed) : typed.slice(0, 24);
}
