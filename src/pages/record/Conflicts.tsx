import { Split } from 'lucide-react';
import { useState } from 'react';
import type { Values } from '#kinds/field.ts';
import { sealProblems } from '#core/case-seal.ts';
import { isOfficeWord } from '#core/office-part.ts';
import { REMOVED, type Side } from '#core/fold.ts';
import type { HideMinors } from '#core/minors.ts';
import type { Json } from '#core/canonical.ts';
import type { Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { StoredRow } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import { chooseValue } from '#store/records.ts';
import { Button } from '#ui/Button.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { pathLabel, pathText } from '#pages/path-text.ts';
import { useWho } from '#pages/use-who.ts';
import styles from './record.module.css';

export interface ConflictsProps {
  readonly kind: Kind;
  readonly row: StoredRow;
  readonly names: Names;
  /** Whoever may not write sees both values and leaves the choice to others. */
  readonly mayEdit: boolean;
  readonly hide: HideMinors | null;
}

/** 两处改动不一致，请选定: both values, who wrote them when, and one tap to choose (SPEC C4, C6). */
export function Conflicts({ kind, row, names, mayEdit, hide }: ConflictsProps) {
  const store = useStore();
  const { isOffice } = useRights();
  const say = useSay();
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const paths = Object.keys(row.conflicts);
  if (paths.length === 0) return null;
  // What the seal keeps the server would hold back (SPEC X11).
  const isOpen = (path: string): boolean => sealProblems(kind, row.values as Values, [path], isOffice).length === 0;
  // Nor can whoever lacks the office's word say it, or say against it.
  const isOurs = (path: string): boolean =>
    isOffice || (row.conflicts[path] ?? []).every(({ value }) => !isOfficeWord(kind.name, path, value));
  const choose = async (path: string, value: Json) => {
    const done = await tryWrite(() => chooseValue(store, row, path, value));
    setFailure(done.ok ? null : done.failure);
    if (done.ok) say('已存本机');
  };
  return (
    <section className={styles.conflicts} aria-label="两处改动不一致，请选定">
      <h2>
        <Split size={20} aria-hidden />
        两处改动不一致，请选定
      </h2>
      {failure !== null && <FailureNotice failure={failure} />}
      {mayEdit && !paths.every(isOpen) && (
        <p>已经归档，原来的内容不再改。{isOffice ? '要选定的，先解除归档。' : '要选定的，请司法所解除归档。'}</p>
      )}
      {mayEdit && !paths.every(isOurs) && <p>司法所审核、核定过的，由司法所选定。</p>}
      {paths.map((path) => (
        <OneConflict
          key={path}
          label={path === REMOVED ? '删除与修改' : pathLabel(kind, path)}
          sides={sidesOf(path, row.conflicts[path] ?? [])}
          textOf={(value) => (hide ?? same)(pathText(kind, path, value, names, true))}
          onChoose={mayEdit && isOpen(path) && isOurs(path) ? (value) => void choose(path, value) : null}
        />
      ))}
    </section>
  );
}

const same: HideMinors = (words) => words;

/** Equal values are one choice; a removal that did not see everything stands against keeping the record. */
function sidesOf(
  path: string,
  sides: readonly Side[],
): readonly Pick<Side, 'value' | 'change' | 'actor' | 'device' | 'stamp'>[] {
  const seen = new Map<string, Side>();
  for (const side of sides) {
    const key = JSON.stringify(side.value);
    if (!seen.has(key)) seen.set(key, side);
  }
  const list = [...seen.values()];
  const last = list[0];
  return path === REMOVED && last !== undefined && !list.some(({ value }) => value === null)
    ? [...list, { ...last, change: 'keep', value: null }]
    : list;
}

interface OneConflictProps {
  readonly label: string;
  readonly sides: ReturnType<typeof sidesOf>;
  readonly textOf: (value: Json) => string;
  readonly onChoose: ((value: Json) => void) | null;
}

function OneConflict({ label, sides, textOf, onChoose }: OneConflictProps) {
  const sayWho = useWho();
  return (
    <div className={styles.conflict} role="group" aria-label={label}>
      <h3>{label}</h3>
      <ul>
        {sides.map((side) => {
          const { who, when } = sayWho(side);
          return (
            <li key={side.change}>
              <div>
                <p className={styles.words}>{textOf(side.value)}</p>
                <p className={styles.small}>
                  {side.change === 'keep' ? '移除之后又有人改过，可以留下' : `${who} · ${when}`}
                </p>
              </div>
              {onChoose !== null && <Button onClick={() => onChoose(side.value)}>用这个</Button>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
