import { Printer, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { DocumentModel } from '#core/document.ts';
import { Button } from '#ui/Button.tsx';
import { MakeDocx } from './MakeDocx.tsx';
import { PaperView } from './PaperView.tsx';
import { printInMargin, printsPageNumbers } from './page-numbers.ts';
import styles from './papers.module.css';

interface PrintedDocumentProps {
  readonly model: DocumentModel;
  /** Of the .docx. */
  readonly fileName: string;
}

/** A document as it will be printed; to print or to take along as .docx. */
export function PrintedDocument({ model, fileName }: PrintedDocumentProps) {
  const [large, setLarge] = useState(false);
  const hasNumbers = model.parts.some(({ numbered }) => numbered);
  const hasContents = model.parts.some(({ key }) => key === 'contents');
  return (
    <>
      <MakeDocx key={fileName} model={model} name={fileName} />
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
          这个浏览器打印时不印页码{hasContents ? '，目录里的页号照样是对的' : ''}。要印页码的，点“生成 .docx”，用 WPS 或
          Word 打印。
        </p>
      )}
      {/* Focusable, so that who has no touch can move a sheet that is wider than the screen. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls */}
      <section className={styles.preview} aria-label="预览" tabIndex={0}>
        <PaperView model={model} fitted={!large} />
      </section>
      <PrintCopy model={model} />
    </>
  );
}

/** What the printer gets: outside the app's frame, which print leaves out while a paper is open. */
function PrintCopy({ model }: { readonly model: DocumentModel }) {
  const { foot = '' } = model;
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['print'] = 'paper';
    return () => {
      delete dataset['print'];
    };
  }, []);
  useEffect(() => (foot === '' ? undefined : printInMargin(foot)), [foot]);
  return createPortal(
    <div className={styles.printCopy} aria-hidden>
      <PaperView model={model} />
    </div>,
    document.body,
  );
}
