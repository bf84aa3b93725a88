import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { StoredRow } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import { removeRecord, restoreRecord } from '#store/records.ts';
import { Button } from '#ui/Button.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { Notice } from '#ui/Notice.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useWrite } from '#pages/shell/use-write.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import styles from './record.module.css';

const REASONS = ['记重了', '记错了', '试填的'];

/** Out of lists and figures with a reason; the record and its history stay (SPEC C6). */
export function Removal({ row }: { readonly row: StoredRow }) {
  const store = useStore();
  const { failure, run } = useWrite();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  useWriting(open && reason !== '' && !REASONS.includes(reason));
  if (!open) {
    return (
      <div className={styles.removal}>
        <Button tone="quiet" icon={<Trash2 size={20} aria-hidden />} onClick={() => setOpen(true)}>
          移除
        </Button>
      </div>
    );
  }
  const remove = () => {
    setAsked(true);
    if (reason.trim() !== '') void run(() => removeRecord(store, row, reason.trim()), '已移除，已存本机');
  };
  return (
    <section className={styles.removing} aria-label="移除这条记录">
      <p>移除后不再出现在台账和统计里，内容和修改记录都留着，随时可以恢复。</p>
      <TextBox
        label="移除的原因"
        value={reason}
        onChange={setReason}
        max={200}
        problem={asked && reason.trim() === '' ? '请写明原因' : undefined}
      />
      <ChipGroup
        aria-label="常用原因"
        choices={REASONS.map((words) => ({ id: words, label: words }))}
        value={[reason]}
        onChange={([words]) => setReason(words ?? '')}
      />
      {failure !== null && <FailureNotice failure={failure} />}
      <div className={styles.pair}>
        <Button onClick={() => setOpen(false)}>不移除</Button>
        <Button tone="danger" onClick={remove}>
          移除
        </Button>
      </div>
    </section>
  );
}

export interface RemovedNoticeProps {
  readonly row: StoredRow;
  readonly reason: string;
  readonly mayEdit: boolean;
}

export function RemovedNotice({ row, reason, mayEdit }: RemovedNoticeProps) {
  const store = useStore();
  const { failure, run } = useWrite();
  return (
    <>
      <Notice
        tone="warn"
        actions={
          mayEdit ? (
            <Button tone="quiet" onClick={() => void run(() => restoreRecord(store, row), '已恢复，已存本机')}>
              恢复
            </Button>
          ) : undefined
        }
      >
        这条记录已移除，原因：{reason}
      </Notice>
      {failure !== null && <FailureNotice failure={failure} />}
    </>
  );
}
