import { fieldOfPath } from '#core/change.ts';
import { headsOfPath } from '#core/fold.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Draft, StoredRow } from '#store/db.ts';
import { useRecord } from '#store/hooks.ts';
import { Notice } from '#ui/Notice.tsx';

/** Tells that the record changed elsewhere while its form stands open; saving keeps both (SPEC C3, C4). */
export function Arrived({ kind, draft }: { readonly kind: Kind; readonly draft: Draft }) {
  const row = useRecord(draft.kind, draft.record);
  const labels = row ? arrivedLabels(kind, draft, row) : [];
  if (labels.length === 0) return null;
  return <Notice announced>别处刚改了：{labels.join('、')}。您写的照常保存，两处不一致的存好后再选定。</Notice>;
}

function arrivedLabels(kind: Kind, { shown }: Draft, row: StoredRow): string[] {
  const paths = new Set(Object.keys(row.heads).flatMap((change) => row.heads[change] ?? []));
  const labels = new Set<string>();
  for (const path of paths) {
    // A form that puts right what was returned knows of more than stands: the returned change itself.
    const known = shown[path] ?? [];
    if (headsOfPath(row, path).every((head) => known.includes(head))) continue;
    const label = kind.fields[fieldOfPath(path)]?.label;
    if (label !== undefined) labels.add(label);
  }
  return [...labels];
}
