import type { AriaAttributes, ComponentType, KeyboardEventHandler, ReactNode } from 'react';

export interface LinkProps extends AriaAttributes {
  readonly to: string;
  readonly className?: string;
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement>;
  readonly children?: ReactNode;
}

/** How the page layer makes a link; a router's Link or NavLink fits as it is. */
export type LinkComponent = ComponentType<LinkProps>;
