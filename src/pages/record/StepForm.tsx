/** One step of a case: its form asks for what the step needs and opens with what is already known (core/case-steps.ts). */
import { useState } from 'react';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { startOfStep } from '#core/case-course.ts';
import type { CaseStep, CourseContext } from '#core/case-step.ts';
import { stepsFrom } from '#core/case-steps.ts';
import { dossierOf } from '#core/dossier.ts';
import type { Draft, StoredRow } from '#store/db.ts';
import { draftOfRow } from '#store/drafts.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { newId } from '#store/store.ts';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { useHush } from '#pages/shell/announcer.ts';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import styles from './case.module.css';
import { DraftForm } from './DraftForm.tsx';
import { useCourseContext } from './use-course.ts';

/** Steps before which the whole file is looked through. */
const FILING: readonly string[] = ['submit', 'claim', 'archive'];

/** An archived file takes amendments only (SPEC X11). */
const LATER: { readonly [step: string]: string } = {
  archive: '归档以后只能补记，请先返回补齐；补不了的，在补记里写明原因。',
};

export function StepForm({ id, step }: { readonly id: string; readonly step: string }) {
  const row = useRecord(mediationCase.name, id);
  const { mayChange } = useRights();
  useHush();
  if (row === undefined) return <Loading what="正在打开表格" />;
  if (row === null) return <NotFound />;
  if (!mayChange(row)) return <NoRight title="修改调解案件" />;
  return <StepOf row={row} step={step} />;
}

interface Opened {
  readonly draft: Draft;
  readonly step: CaseStep;
  readonly values: Values;
  readonly at: string;
  readonly context: CourseContext;
}

function StepOf({ row, step }: { readonly row: StoredRow; readonly step: string }) {
  const store = useStore();
  const context = useCourseContext(row);
  const [opened, setOpened] = useState<Opened | null>(null);
  const values = row.values as Values;
  // The form belongs to what stood there when it opened (SPEC C3); a step that is gone by now opens nothing.
  if (opened === null && context !== undefined) {
    const found = stepsFrom(values, context).find(({ id }) => id === step);
    if (found === undefined) return <NotFound />;
    const { typed, at } = startOfStep(found, values, context, () => newId(store));
    setOpened({ draft: { ...draftOfRow(store, row), typed }, step: found, values, at, context });
  }
  if (opened === null) return <Loading what="正在打开表格" />;
  const { label, fields, says, id } = opened.step;
  return (
    <DraftForm
      kind={mediationCase}
      opened={opened.draft}
      isKept={false}
      step={{
        title: label(opened.values),
        fields,
        // What is lacking stands above the fields: the form does not jump over it.
        at: FILING.includes(id) ? '' : opened.at,
        says: (
          <>
            {says !== undefined && <p className={styles.says}>{says}</p>}
            {FILING.includes(id) && <FileCheck {...opened} />}
          </>
        ),
      }}
    />
  );
}

/** What is still lacking or odd, before the file leaves the hands. Nothing of it stops saving. */
function FileCheck({ step, values, context }: Pick<Opened, 'step' | 'values' | 'context'>) {
  const { papers, missing, warnings } = dossierOf(values, context.today, context.holidays);
  const lacking = [...papers.filter(({ state }) => state === 'lacking'), ...missing].map(({ label }) => label);
  if (lacking.length === 0 && warnings.length === 0)
    return <Notice tone="success">卷宗检查过，不缺文书，日期顺序没有问题。</Notice>;
  return (
    <Notice tone="warn">
      {lacking.length > 0 && (
        <p>
          还缺：{lacking.join('、')}。{LATER[step.id] ?? '可以先存，以后再补。'}
        </p>
      )}
      {warnings.map(({ field, message }) => (
        <p key={`${field}${message}`}>{message}</p>
      ))}
    </Notice>
  );
}
