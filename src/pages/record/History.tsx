import { useState } from 'react';
import type { Values } from '#kinds/field.ts';
import type { Json } from '#core/canonical.ts';
import { hideMinors, type HideMinors, type PathValue } from '#core/minors.ts';
import type { Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import { useHistory } from '#store/record-hooks.ts';
import type { HistoryEntry } from '#store/records.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import { pathLabel, pathText } from '#pages/path-text.ts';
import { useWho } from '#pages/use-who.ts';
import styles from './record.module.css';

export interface HistoryProps {
  readonly kind: Kind;
  readonly record: string;
  readonly names: Names;
  /** The present values, and what keeps the names of minors off this screen; null where nothing does. */
  readonly values: Values;
  readonly hide: HideMinors | null;
}

/** Who changed what when, on which device. Read from the log only when asked for. */
export function History(props: HistoryProps) {
  return (
    <div className={styles.fold}>
      <Disclosure label="修改记录">
        <Entries {...props} />
      </Disclosure>
    </div>
  );
}

function Entries({ kind, record, names, values, hide }: HistoryProps) {
  const entries = useHistory(record);
  const sayWho = useWho();
  const [reveal, setReveal] = useState(false);
  if (entries === undefined) return <Loading what="正在读取修改记录" />;
  const actions = byAction(entries);
  // A name that was put right since then is a child's name all the same.
  const said = hide === null ? null : hideMinors(values, null, entries.flatMap(sidesOf));
  const textOf = (path: string, value: Json): string => {
    const words = pathText(kind, path, value, names, reveal);
    return said === null ? words : said(words);
  };
  return (
    <Card>
      <div className={styles.revealer}>
        <Button tone="quiet" aria-pressed={reveal} onClick={() => setReveal(!reveal)}>
          {reveal ? '遮住姓名等内容' : '显示姓名等内容'}
        </Button>
      </div>
      <ol className={styles.history}>
        {actions.map(({ action, list }) => {
          const { who, when } = sayWho(list[0] as HistoryEntry);
          return (
            <li key={action}>
              <p>
                <b>{when}</b>
                <span>{who}</span>
              </p>
              <ul>
                {list.map((entry) => (
                  <li key={`${entry.change}/${entry.path}`}>
                    <span className={styles.what}>{pathLabel(kind, entry.path)}</span>
                    <span>
                      <Was entry={entry} textOf={(value) => textOf(entry.path, value)} />
                    </span>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

const sidesOf = ({ path, old, value }: HistoryEntry): PathValue[] =>
  [...old, value].map((one) => ({ path, value: one }));

interface WasProps {
  readonly entry: HistoryEntry;
  readonly textOf: (value: HistoryEntry['value']) => string;
}

function Was({ entry: { old, value, erased }, textOf }: WasProps) {
  if (erased) return '（已依法删除）';
  const before = [...new Set(old.map(textOf))].join(' / ');
  return before === '' ? (
    textOf(value)
  ) : (
    <>
      <del>{before}</del> → {textOf(value)}
    </>
  );
}

/** Changes of one user action stand together, the latest first. */
function byAction(entries: readonly HistoryEntry[]): { readonly action: string; readonly list: HistoryEntry[] }[] {
  const actions = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const list = actions.get(entry.action);
    if (list === undefined) actions.set(entry.action, [entry]);
    else list.push(entry);
  }
  return [...actions].map(([action, list]) => ({ action, list }));
}
