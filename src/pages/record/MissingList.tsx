import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { Missing } from '#core/validate.ts';
import { fieldOfPath } from '#core/change.ts';
import type { Kind } from '#kinds/kind.ts';
import { Section } from '#ui/Card.tsx';
import type { Asked } from './use-open-at.ts';
import styles from './record.module.css';

/** What it still lacks before it can be filed; a tap leads to the place. */
export function MissingList({ kind, missing }: { readonly kind: Kind; readonly missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  const places = new Map<string, { readonly path: string; readonly label: string }>();
  for (const { field: path, label } of missing) {
    const top = kind.fields[fieldOfPath(path)];
    const words = path.includes('.') && top !== undefined ? `${top.label}：${label}` : label;
    if (!places.has(words)) places.set(words, { path, label: words });
  }
  const asks = [...new Set(missing.map(({ field }) => fieldOfPath(field)))];
  return (
    <Section title={`还缺 ${places.size} 项`} aside="点一下去补">
      <ul className={styles.missing}>
        {[...places.values()].map(({ path, label }) => (
          <li key={path}>
            <Link to="edit" state={{ at: path, asks } satisfies Asked} className={styles.lack}>
              {label}
              <ChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
