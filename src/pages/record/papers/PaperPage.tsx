import { useMemo } from 'react';
import { useParams } from 'react-router';
import { blanksOf, type DocumentModel } from '#core/document.ts';
import { dossierModel, findForm, paperModel } from '#core/papers/all.ts';
import { paperFileName } from '#core/papers/gather.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import { Loading } from '#ui/Loading.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { DOSSIER } from './dossier.ts';
import { PrintedDocument } from './PrintedDocument.tsx';
import { usePaperCase } from './use-paper-case.ts';
import styles from './papers.module.css';

/** One paper, or the whole file, as it will be printed; to print or to take along as .docx. */
export function PaperPage() {
  const { form = '' } = useParams();
  const { one } = usePaperCase();
  if (one === undefined) return <Loading what="正在打开案件" />;
  const isKnown = form === DOSSIER || findForm(form) !== undefined;
  return one === null || !isKnown ? <NotFound /> : <OnePaper key={form} one={one} form={form} />;
}

function OnePaper({ one, form }: { readonly one: PaperCase; readonly form: string }) {
  const model = useMemo(() => modelOf(one, form), [one, form]);
  const title = form === DOSSIER ? '整卷' : model.title;
  const blanks = useMemo(() => [...new Set(model.parts.flatMap(({ blocks }) => blanksOf(blocks)))], [model]);
  return (
    <Screen title={title} back={`/ledger/mediationCase/${one.id}/papers`}>
      <div className={styles.page}>
        {blanks.length > 0 && (
          <p className={styles.soft}>
            待填 {blanks.length} 处：{blanks.join('、')}。可以打印后用笔填，也可以回案件里补上。
          </p>
        )}
        <PrintedDocument model={model} fileName={paperFileName(one, title)} />
      </div>
    </Screen>
  );
}

function modelOf(one: PaperCase, id: string): DocumentModel {
  const form = findForm(id);
  return form === undefined ? dossierModel(one) : paperModel(form, one);
}
