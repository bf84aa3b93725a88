import { useMemo, useState, type ReactNode } from 'react';
import type { Kind } from '#kinds/kind.ts';
import { Button } from '#ui/Button.tsx';
import { startOf } from '#ui/fields/item-start.ts';
import type { LinkChoice, PhotoPort } from '#ui/fields/form-api.ts';
import type { Problem } from '#core/validate.ts';
import { Live } from '#ui/Live.tsx';
import { Page } from '#ui/Page.tsx';
import { RecordForm } from '#ui/RecordForm.tsx';
import { withTyped, type Typed } from '#ui/typed.ts';
import { choicesOf, context, minted, people } from './made-up.ts';

export interface TryFormProps {
  readonly kind: Kind;
  readonly typed?: Typed;
  readonly problems?: readonly Problem[];
  readonly warnings?: readonly Problem[];
  readonly failed?: number;
  readonly folk?: readonly LinkChoice[];
  /** Of them, those on the rosters that are chosen. */
  readonly roster?: readonly LinkChoice[];
  readonly unfolded?: boolean;
  readonly photos?: PhotoPort;
  readonly recent?: readonly string[];
  readonly slots?: { readonly [path: string]: ReactNode };
  readonly onTyped?: (typed: Typed) => void;
  readonly onCreate?: (to: string, role: string | undefined, words: string, path: string) => void;
}

/** A form that keeps what is typed, as the pages do. */
export function TryForm({
  kind,
  typed: given,
  problems = [],
  failed: first = 0,
  folk,
  roster,
  recent = [],
  onTyped,
  ...rest
}: TryFormProps) {
  const newItemId = useMemo(() => minted(), []);
  const [typed, setTyped] = useState<Typed>(() => ({ ...startOf(kind, context, newItemId), ...given }));
  const [failed, setFailed] = useState(first);
  const choices = useMemo(() => choicesOf(folk ?? people(12), roster), [folk, roster]);
  return (
    <Page
      title={kind.action}
      onBack={() => undefined}
      actions={<Live message={failed === 0 ? '已存本机' : ''} />}
      bottom={
        <Button tone="primary" wide onClick={() => setFailed(failed + 1)}>
          保存
        </Button>
      }
    >
      <RecordForm
        {...rest}
        kind={kind}
        typed={typed}
        context={context}
        problems={problems}
        failed={failed}
        choices={choices}
        newItemId={newItemId}
        recent={() => recent}
        onChange={(path, raw) =>
          setTyped((now) => {
            const next = withTyped(now, path, raw);
            onTyped?.(next);
            return next;
          })
        }
      />
    </Page>
  );
}
