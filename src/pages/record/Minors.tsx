import { Eye } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { withoutMinors } from '#core/papers/masked-case.ts';
import type { StoredRow } from '#store/db.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';

export interface Minors {
  /** What the screen may show. */
  readonly values: Values;
  /** Absent where there is nothing to reveal. */
  readonly reveal?: () => void;
}

/** The values of a record, in a case without the names of minors until somebody asks for them. */
export function useMinors({ kind, values }: StoredRow, today: string | null): Minors {
  const [revealed, setRevealed] = useState(false);
  const all = values as Values;
  const masked = useMemo(() => (kind === mediationCase.name ? withoutMinors(all, today) : null), [kind, all, today]);
  return masked === null || revealed ? { values: all } : { values: masked, reveal: () => setRevealed(true) };
}

export function MinorsNotice({ reveal }: { readonly reveal: () => void }) {
  return (
    <Notice
      actions={
        <Button tone="quiet" icon={<Eye size={20} aria-hidden />} onClick={reveal}>
          显示姓名
        </Button>
      }
    >
      有未成年人，姓名先隐去。
    </Notice>
  );
}
