/** 常用语 under a long text: a tap puts a sentence where the cursor stands; what was typed or dictated stays. */
import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import type { Kind } from '#kinds/kind.ts';
import type { Values } from '#kinds/field.ts';
import { phrase } from '#kinds/index.ts';
import { useWholeRecordsOf } from '#store/record-hooks.ts';
import { asMap, asText, type Typed } from '#ui/typed.ts';
import styles from './record.module.css';

const KINDS: readonly string[] = [phrase.name];

/** Sentences for each field that has any, own ones first; an own one may stand for one that the app brings. */
export function usePhrases(kind: Kind, typed: Typed): readonly (readonly [id: string, words: readonly string[]])[] {
  const { rows } = useWholeRecordsOf(KINDS);
  const own = rows.get(phrase.name);
  const type = asText(typed['disputeType']);
  return useMemo(() => {
    const said = { disputeType: type } as Values;
    return Object.keys(kind.fields).flatMap((id) => {
      const field = kind.fields[id];
      if ((field?.type !== 'longText' && field?.type !== 'items') || field.phrases === undefined) return [];
      const mine = (own ?? [])
        .map(({ values }) => values)
        .filter(({ place, disputeType }) => place === id && (disputeType === undefined || disputeType === type));
      const replaced = new Set(mine.map(({ instead }) => asText(instead).trim()));
      const words = [
        ...mine.map((values) => asText(values['words'])),
        ...field.phrases(said).filter((one) => !replaced.has(one)),
      ];
      return words.length === 0 ? [] : [[id, words] as const];
    });
  }, [kind, own, type]);
}

export interface PhrasesProps {
  readonly id: string;
  /** The long text of an item into which they go; '' where the field is the text itself. */
  readonly inside: string;
  readonly phrases: readonly string[];
  readonly rawAt: (path: string) => unknown;
  readonly onChange: (path: string, raw: unknown) => void;
  readonly newItemId: () => string;
}

export function Phrases({ id, inside, phrases, rawAt, onChange, newItemId }: PhrasesProps) {
  const last = useRef<HTMLTextAreaElement | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLTextAreaElement) last.current = target;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  const pick = (words: string) => {
    const area = areaOf(id, inside, last.current);
    const path =
      area === null
        ? pathOfNew({ id, inside, rawAt, newItemId })
        : (area.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? id);
    const text = asText(rawAt(path));
    const [from, to] = area === null ? [text.length, text.length] : [area.selectionStart, area.selectionEnd];
    const before = text.slice(0, from);
    onChange(path, `${before}${words}${text.slice(to)}`);
    // The cursor goes behind what was put in, so that typing, or dictating, goes on there.
    if (area !== null) requestAnimationFrame(() => select(area, before.length + words.length));
  };
  return (
    <div className={styles.phrases} role="group" aria-label="常用语">
      {phrases.map((words) => (
        <button key={words} type="button" onClick={() => pick(words)}>
          {words}
        </button>
      ))}
      <Link className={styles.ownPhrases} to={`/ledger/${phrase.name}`}>
        改常用语
      </Link>
    </div>
  );
}

function select(area: HTMLTextAreaElement, at: number): void {
  area.focus();
  area.setSelectionRange(at, at);
}

const isIn = (path: string, id: string, inside: string): boolean =>
  inside === '' ? path === id : path.startsWith(`${id}.`) && path.endsWith(`.${inside}`);

/** The text in which one wrote last, if it takes these sentences; else the only one there is. */
function areaOf(id: string, inside: string, last: HTMLTextAreaElement | null): HTMLTextAreaElement | null {
  const areas = Array.from(document.querySelectorAll<HTMLTextAreaElement>('[data-field] textarea')).filter((area) =>
    isIn(area.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '', id, inside),
  );
  if (last !== null && areas.includes(last)) return last;
  return areas.length === 1 ? (areas[0] ?? null) : (areas.find(({ value }) => value.trim() === '') ?? null);
}

/** No text is open to take it: the last item that is still empty, else a new one. */
function pathOfNew({
  id,
  inside,
  rawAt,
  newItemId,
}: Pick<PhrasesProps, 'id' | 'inside' | 'rawAt' | 'newItemId'>): string {
  if (inside === '') return id;
  const items = asMap(rawAt(id));
  const empty = Object.keys(items).find(
    (item) => items[item] !== null && asText(asMap(items[item])[inside]).trim() === '',
  );
  return `${id}.${empty ?? newItemId()}.${inside}`;
}
