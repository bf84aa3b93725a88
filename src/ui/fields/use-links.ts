import { useRef, useState } from 'react';
import type { LinkChoice, AnyFieldProps } from './form-api.ts';
import type { PickerProps } from './Picker.tsx';

/** So few can be seen at once and need no search. */
const CHIPS = 6;
/** Of many people the likeliest come first: those stand as chips, the others are searched. */
const LIKELY = 4;

export interface LinksAsked {
  readonly to: string;
  readonly role: string | undefined;
  readonly label: string;
  /** Ids chosen. */
  readonly value: readonly string[];
  readonly onPick: (id: string) => void;
  /** The list closes with the first choice. */
  readonly single: boolean;
}

/** What a link field, of one or of several, offers and shows. */
export function useLinks({ path, form }: Pick<AnyFieldProps, 'path' | 'form'>, asked: LinksAsked) {
  const { to, role, label, value, onPick, single } = asked;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const choices = form.choices(to, role);
  const create = form.create(to);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const chosen = value.map(
    (id): LinkChoice => choices.find((one) => one.id === id) ?? { id, label: form.nameOf(to, id) },
  );
  const offered = choices.length <= CHIPS ? choices : to === 'person' ? choices.slice(0, LIKELY) : [];
  const picker: PickerProps = {
    label,
    choices,
    value,
    onPick: (id) => {
      onPick(id);
      if (single) close();
    },
    onClose: close,
    onCreate:
      create &&
      ((words) => {
        create(role, words, path);
        if (single) close();
      }),
  };
  return {
    open,
    opener,
    toggle: () => setOpen(!open),
    chosen,
    /** Empty: too many for chips. */
    chips:
      offered.length === 0 ? [] : [...offered, ...chosen.filter(({ id }) => !offered.some((one) => one.id === id))],
    /** Somebody who has no chip can be found or made. */
    more: offered.length < choices.length ? '找别人…' : create === undefined ? null : '新增…',
    picker,
  };
}
