import { fieldOfPath } from '#core/change.ts';
import { annualTask } from '#kinds/index.ts';
import { useHistory } from '#store/record-hooks.ts';
import type { HistoryEntry } from '#store/records.ts';
import { pathLabel, pathText } from '#pages/path-text.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { useWho } from '#pages/use-who.ts';
import { Card, Section } from '#ui/Card.tsx';
import styles from './task.module.css';

/** What a task promises: whoever reads its progress must see that the line was moved. */
const PROMISED: ReadonlySet<string> = new Set([
  'target',
  'due',
  'metric',
  'schedule',
  'split',
  'splitTargets',
  'steps',
  'responsible',
]);

/** 目标调整: every change to a target after the task was set, the latest first; nothing where none was made. */
export function TargetChanges({ task }: { readonly task: string }) {
  const entries = useHistory(task);
  const { names } = useLinked(annualTask);
  const sayWho = useWho();
  const changes = changesOf(entries ?? []);
  if (changes.length === 0) return null;
  return (
    <Section title="目标调整">
      <Card flush>
        <ul aria-label="目标调整" className={styles.changes}>
          {changes.map((entry) => {
            const { when, who } = sayWho(entry);
            const text = (value: HistoryEntry['value']) => pathText(annualTask, entry.path, value, names, true);
            return (
              <li key={`${entry.change}/${entry.path}`}>
                <span>
                  {pathLabel(annualTask, entry.path)}：
                  <del>{entry.old.length === 0 ? '（空）' : entry.old.map(text).join(' / ')}</del> → {text(entry.value)}
                </span>
                <small>
                  {when} · {who}
                </small>
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}

/** History is the latest first; what was set together with the task itself is no change to it. */
function changesOf(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const first = entries[entries.length - 1]?.action;
  return entries.filter(({ action, path }) => action !== first && PROMISED.has(fieldOfPath(path)));
}
