import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from './classes.ts';
import styles from './Button.module.css';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: ButtonTone;
  /** As wide as the column. */
  readonly wide?: boolean;
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The look of a button for links that act like one. */
export const buttonClass = (tone: ButtonTone = 'secondary', wide = false): string =>
  classes(styles.button, styles[tone], wide && styles.wide);

export function Button({
  tone = 'secondary',
  wide = false,
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} className={classes(buttonClass(tone, wide), className)}>
      {icon}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}
