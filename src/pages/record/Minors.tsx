import { Eye } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { hideMinors, valuesSaidBy, type HideMinors } from '#core/minors.ts';
import type { StoredRow } from '#store/db.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';

export interface Minors {
  /** What the screen may show. */
  readonly values: Values;
  /** For whatever else of the case is shown; null where nothing is to be hidden. */
  readonly hide: HideMinors | null;
  /** Absent where there is nothing to reveal. */
  readonly reveal?: () => void;
}

/** The values of a record, in a case without the names of minors until somebody asks for them. */
export function useMinors({ kind, values, conflicts }: StoredRow, today: string | null): Minors {
  const [revealed, setRevealed] = useState(false);
  const all = values as Values;
  const hide = useMemo(() => {
    if (kind !== mediationCase.name) return null;
    const sides = Object.keys(conflicts).flatMap((path) =>
      (conflicts[path] ?? []).map(({ value }) => ({ path, value })),
    );
    return hideMinors(all, today, sides);
  }, [kind, all, conflicts, today]);
  const masked = useMemo(() => (hide === null ? null : valuesSaidBy(hide, all)), [hide, all]);
  return masked === null || revealed
    ? { values: all, hide: null }
    : { values: masked, hide, reveal: () => setRevealed(true) };
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
