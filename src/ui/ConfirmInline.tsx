import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, type ButtonTone } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './ConfirmInline.module.css';

export interface ConfirmInlineProps {
  /** What the first button says: 删除. */
  readonly label: string;
  /** What will happen and what stays, in one sentence. */
  readonly question: ReactNode;
  /** What the second button says; the same word as the first unless given. */
  readonly confirm?: string;
  readonly tone?: ButtonTone;
  /** Nothing is lost by it, and it can be undone: not asked in red. */
  readonly harmless?: boolean;
  readonly icon?: ReactNode;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
}

/** Asks in place, in two steps, instead of in a dialog. */
export function ConfirmInline({
  label,
  question,
  confirm = label,
  tone = 'danger',
  harmless = false,
  icon,
  wide,
  disabled,
  onConfirm,
}: ConfirmInlineProps) {
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (was.current) first.current?.focus();
    was.current = asking;
  }, [asking]);
  if (!asking) {
    return (
      <Button
        ref={first}
        tone={tone}
        icon={icon}
        wide={wide ?? false}
        disabled={disabled ?? false}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <div className={classes(styles.ask, harmless && styles.harmless)} role="group" aria-label={label}>
      <div role="alert">{question}</div>
      <div className={styles.choices}>
        <Button
          ref={keep}
          onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
          onClick={() => setAsking(false)}
        >
          不，保留
        </Button>
        <Button
          tone={harmless ? 'primary' : 'danger'}
          onClick={() => {
            setAsking(false);
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </div>
    </div>
  );
}
