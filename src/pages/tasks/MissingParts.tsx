import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Values } from '#kinds/field.ts';
import { setting } from '#kinds/index.ts';
import { withMissingParts } from '#core/report/structure.ts';
import type { Failure } from '#store/guarded.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import type { SlimRow } from '#store/projection.ts';
import { newId } from '#store/store.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { Button } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';

export interface MissingPartsProps {
  readonly missing: readonly string[];
  readonly setting: SlimRow | undefined;
}

/** What the rule asks for and the township's own structure leaves out (domain.md §4.1); one tap puts it in its place. */
export function MissingParts({ missing, setting: known }: MissingPartsProps) {
  const store = useStore();
  const row = useRecord(setting.name, known?.id ?? '');
  const { mayWrite } = useRights();
  const say = useSay();
  const [failure, setFailure] = useState<Failure | null>(null);
  const add = async () => {
    if (row === undefined || row === null) return;
    const reportParts = withMissingParts((row.values as Values)['reportParts'], () => newId(store));
    const saved = await saveValues(store, [
      { kind: setting, record: row.id, unit: row.unit, values: { reportParts }, row },
    ]);
    setFailure(saved.ok ? null : saved.failure);
    if (saved.ok) say('已存本机');
  };
  return (
    <Notice
      tone="warn"
      {...(mayWrite(setting) && row
        ? {
            actions: (
              <Button icon={<Plus size={20} aria-hidden />} onClick={() => void add()}>
                加上
              </Button>
            ),
          }
        : {})}
    >
      {failure !== null && <FailureNotice failure={failure} />}
      规定要有的五个部分里，缺少：{missing.join('、')}。
    </Notice>
  );
}
