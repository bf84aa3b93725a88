import { Printer, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useParams } from 'react-router';
import { blanksOf, type DocumentModel } from '#core/document.ts';
import { dossierModel, findForm, paperModel } from '#core/papers/all.ts';
import { paperFileName } from '#core/papers/gather.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { DOSSIER } from './dossier.ts';
import { MakeDocx } from './MakeDocx.tsx';
import { PaperView } from './PaperView.tsx';
import { printsPageNumbers } from './page-numbers.ts';
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
  const [large, setLarge] = useState(false);
  const hasNumbers = model.parts.some(({ numbered }) => numbered);
  return (
    <Screen title={title} back={`/ledger/mediationCase/${one.id}/papers`}>
      <div className={styles.page}>
        {blanks.length > 0 && (
          <p className={styles.soft}>
            待填 {blanks.length} 处：{blanks.join('、')}。可以打印后用笔填，也可以回案件里补上。
          </p>
        )}
        <MakeDocx key={one.masked ? 'masked' : 'whole'} model={model} name={paperFileName(one, title)} />
        <div className={styles.buttons}>
          <Button icon={<Printer size={20} aria-hidden />} onClick={() => window.print()}>
            打印
          </Button>
          <span className={styles.zoom}>
            <Button
              tone="quiet"
              icon={large ? <ZoomOut size={20} aria-hidden /> : <ZoomIn size={20} aria-hidden />}
              onClick={() => setLarge(!large)}
            >
              {large ? '看整页' : '放大看'}
            </Button>
          </span>
        </div>
        {hasNumbers && !printsPageNumbers() && (
          <p className={styles.soft}>
            这个浏览器打印时不印页码，目录里的页号照样是对的。要印页码的，点“生成 .docx”，用 WPS 或 Word 打印。
          </p>
        )}
        {/* Focusable, so that who has no touch can move a sheet that is wider than the screen. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls */}
        <section className={styles.preview} aria-label="预览" tabIndex={0}>
          <PaperView model={model} fitted={!large} />
        </section>
        <PrintCopy model={model} />
      </div>
    </Screen>
  );
}

function modelOf(one: PaperCase, id: string): DocumentModel {
  const form = findForm(id);
  return form === undefined ? dossierModel(one) : paperModel(form, one);
}

/** What the printer gets: outside the app's frame, which print leaves out while a paper is open. */
function PrintCopy({ model }: { readonly model: DocumentModel }) {
  useEffect(() => {
    document.documentElement.dataset['print'] = 'paper';
    return () => {
      delete document.documentElement.dataset['print'];
    };
  }, []);
  return createPortal(
    <div className={styles.printCopy} aria-hidden>
      <PaperView model={model} />
    </div>,
    document.body,
  );
}
