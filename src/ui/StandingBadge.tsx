import { CircleAlert, Clock, Split } from 'lucide-react';
import { StateBadge } from './StateBadge.tsx';

const standings = {
  pending: { text: '待上报', tone: 'pace', Icon: Clock },
  refused: { text: '被退回', tone: 'late', Icon: CircleAlert },
  conflict: { text: '两处不一致', tone: 'soon', Icon: Split },
} as const;

/** Where a record stands beside this device. */
export type Standing = keyof typeof standings;

/** A word and a shape, never the colour alone. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { text, tone, Icon } = standings[standing];
  return (
    <StateBadge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {text}
    </StateBadge>
  );
}
