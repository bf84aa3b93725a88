import { Columns3 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { Column } from '#core/columns.ts';
import { Button } from './Button.tsx';
import { ChipGroup } from './ChipGroup.tsx';
import styles from './ColumnChoice.module.css';

export interface ColumnChoiceProps {
  readonly columns: readonly Column[];
  readonly shown: readonly string[];
  readonly onShown: (shown: readonly string[]) => void;
}

/** Which columns a table, and the export of exactly what it shows, has. */
export function ColumnChoice({ columns, shown, onShown }: ColumnChoiceProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <div
      className={styles.choice}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Button
        ref={button}
        aria-expanded={open}
        aria-controls={id}
        icon={<Columns3 size={20} aria-hidden />}
        onClick={() => setOpen(!open)}
      >
        选择列 {shown.length}/{columns.length}
      </Button>
      <div id={id} hidden={!open} className={styles.panel}>
        {open && (
          <ChipGroup
            aria-label="显示的列"
            multiple
            choices={columns.map((column) => ({ id: column.id, label: column.label }))}
            value={shown}
            onChange={(next) => onShown(columns.map((column) => column.id).filter((one) => next.includes(one)))}
          />
        )}
        <Button
          tone="quiet"
          onClick={() => {
            setOpen(false);
            button.current?.focus();
          }}
        >
          选好了
        </Button>
      </div>
    </div>
  );
}
