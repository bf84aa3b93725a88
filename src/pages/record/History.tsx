import { useState } from 'react';
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

function Entries({ kind, record, names }: HistoryProps) {
  const entries = useHistory(record);
  const sayWho = useWho();
  const [reveal, setReveal] = useState(false);
  if (entries === undefined) return <Loading what="正在读取修改记录" />;
  const actions = byAction(entries);
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
                      <Was entry={entry} textOf={(value) => pathText(kind, entry.path, value, names, reveal)} />
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
