import { useState } from 'react';
import { dayOfMs, zhDay } from '#core/day.ts';
import { kindByName } from '#kinds/index.ts';
import { useLocal, useStore } from '#store/hooks.ts';
import { IMPORTS, undoImport, type ImportNote, type Undone } from '#store/sheet-import.ts';
import { tryWrite } from '#pages/shell/try-write.ts';
import { Card, Section } from '#ui/Card.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import styles from './import.module.css';

type State =
  | { readonly at: 'idle' }
  | { readonly at: 'undoing'; readonly done: number; readonly of: number }
  | { readonly at: 'undone'; readonly undone: Undone }
  | { readonly at: 'failed' };

/** Imports of this device, each of which can be taken back. */
export function Imports() {
  const store = useStore();
  const notes = useLocal<readonly ImportNote[]>(IMPORTS) ?? [];
  const [state, setState] = useState<State>({ at: 'idle' });
  const undo = async (note: ImportNote) => {
    setState({ at: 'undoing', done: 0, of: 0 });
    const onProgress = (done: number, of: number) => setState({ at: 'undoing', done, of });
    const done = await tryWrite(() => undoImport(store, note, onProgress));
    setState(done.ok ? { at: 'undone', undone: done.value } : { at: 'failed' });
  };
  if (notes.length === 0 && state.at === 'idle') return null;
  return (
    <Section title="最近的导入">
      {state.at === 'undoing' && <Loading what="正在撤销" done={state.done} of={state.of} after={0} />}
      {state.at === 'undone' && (
        <Notice tone="success" announced>
          {undoneText(state.undone)}
        </Notice>
      )}
      {state.at === 'failed' && (
        <Notice tone="error" announced>
          没有撤销成，记录没有变化。请再试一次。
        </Notice>
      )}
      {notes.length > 0 && (
        <Card>
          <ul className={styles.problems}>
            {notes.map((note) => (
              <li key={note.action}>
                <b>
                  {kindByName(note.kind)?.title} {note.records} 条
                </b>
                <span>
                  {zhDay(dayOfMs(note.at))} 自“{note.file}”
                </span>
                {state.at !== 'undoing' && (
                  <ConfirmInline
                    label="撤销这次导入"
                    question="导入的记录会移除；导入以后改过的留着。"
                    confirm="撤销"
                    onConfirm={() => void undo(note)}
                  />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}

const undoneText = ({ removed, kept }: Undone): string =>
  `已存本机：撤销了 ${removed} 条${kept > 0 ? `；有 ${kept} 条导入以后改过，留着没动` : ''}。`;
