import { ChevronDown } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CodeList } from '#kinds/code-list.ts';
import { ChipGroup, type Choice } from '#ui/ChipGroup.tsx';
import { classes } from '#ui/classes.ts';
import { asText, asTexts } from '#ui/typed.ts';
import { codeChoices, withFreeWords } from './code-choices.ts';
import { FieldShell } from './FieldShell.tsx';
import { FreeWord } from './FreeWord.tsx';
import type { FieldProps } from './form-api.ts';
import styles from './controls.module.css';

/** Up to so many codes stand as chips; more fold into a select, unless the field is on the first screen. */
const CHIPS = 8;
/** So few more than fit at once are not worth a tap of their own. */
const ALL_CHIPS = 10;
/** On the first screen this many of a long list stand at once. */
const FIRST_CHIPS = 6;

function useChoices({ field, path, form }: FieldProps<'code'> | FieldProps<'codes'>): readonly Choice[] {
  // Taken once: chips must not change places while the form is open.
  const [choices] = useState(() => codeChoices(field.list, form.moreCodes(field.list.name), form.recent(path)));
  return choices;
}

export function CodeField(props: FieldProps<'code'>) {
  const { field, path, raw, form } = props;
  const value = asText(raw);
  const choices = withFreeWords(useChoices(props), [value]);
  const set = (id: string) => form.onChange(path, id);
  const known = field.list.codes.length;
  const free = field.list.open && (
    <FreeWord label={field.label} chip={freeChip(field.list)} onWord={(word) => set(word)} />
  );
  if (props.line === undefined && (known <= CHIPS || field.first === true)) {
    return (
      <FieldShell {...props} as="group">
        {(aria) => (
          <ChipGroup
            {...aria}
            choices={choices}
            value={value === '' ? [] : [value]}
            limit={known <= ALL_CHIPS ? Infinity : FIRST_CHIPS}
            onChange={(next) => set(next[0] ?? '')}
          >
            {free}
          </ChipGroup>
        )}
      </FieldShell>
    );
  }
  return (
    <FieldShell {...props} as="control">
      {(aria) => (
        <>
          <div
            className={classes(
              props.line === undefined ? styles.box : styles.bare,
              styles.selectBox,
              aria['aria-invalid'] && styles.wrong,
            )}
          >
            <select
              {...aria}
              className={classes(styles.input, styles.select)}
              value={value}
              onChange={(event) => set(event.currentTarget.value)}
            >
              <option value="">{field.required === true ? '请选择' : '未填'}</option>
              {options(choices)}
            </select>
            <ChevronDown size={20} aria-hidden />
          </div>
          {free !== false && props.line === undefined && <div className={styles.under}>{free}</div>}
        </>
      )}
    </FieldShell>
  );
}

export function CodesField(props: FieldProps<'codes'>) {
  const { field, path, raw, form } = props;
  const value = asTexts(raw);
  const choices = withFreeWords(useChoices(props), value);
  const set = (next: readonly string[]) => form.onChange(path, next);
  return (
    <FieldShell {...props} as="group">
      {(aria) => (
        <ChipGroup {...aria} multiple choices={choices} value={value} limit={12} onChange={set}>
          {field.list.open && (
            <FreeWord
              label={field.label}
              chip={freeChip(field.list)}
              onWord={(word, before) => {
                const others = value.filter((one) => one !== before);
                set(word === '' || others.includes(word) ? others : [...others, word]);
              }}
            />
          )}
        </ChipGroup>
      )}
    </FieldShell>
  );
}

/** Where 其他 is a code of its own, free words need another name. */
const freeChip = ({ codes }: CodeList): string => (codes.some(({ zh }) => zh === '其他') ? '自己写…' : '其他…');

/** Options, under their headings where the list has any. */
function options(choices: readonly Choice[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let at = 0; at < choices.length; at++) {
    const { id, label, parent } = choices[at] as Choice;
    if (parent === undefined) {
      nodes.push(
        <option key={id} value={id}>
          {label}
        </option>,
      );
    } else if (choices[at - 1]?.parent !== parent) {
      const under = choices.filter((choice) => choice.parent === parent);
      nodes.push(
        <optgroup key={parent} label={parent}>
          {under.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </optgroup>,
      );
    }
  }
  return nodes;
}
