/** Every form in the order of the file (domain.md §1.3), the papers of a case, and the whole file as one document. */
import { sealBeginning } from '#core/case-seal.ts';
import { plainLine, type Block, type DocumentModel, type Line, type Piece } from '#core/document.ts';
import { pagesOf } from '#core/page-count.ts';
import { acceptance } from './acceptance.ts';
import { agreement } from './agreement.ts';
import { application } from './application.ts';
import { backCover } from './back-cover.ts';
import { closingReport } from './closing-report.ts';
import { confirmationOrganisation, confirmationPersons } from './confirmation.ts';
import { contentsBlocks, type ContentsEntry } from './contents.ts';
import { cover } from './cover.ts';
import { evidence } from './evidence.ts';
import { followUp } from './follow-up.ts';
import { identity } from './identity.ts';
import { investigation } from './investigation.ts';
import { mediationRecord } from './mediation-record.ts';
import { note } from './note.ts';
import { oralAgreement } from './oral-agreement.ts';
import { hasNumber, provisionalCode, sealOnPaper, type PaperCase } from './paper-case.ts';
import type { Form, Paper } from './parts.ts';
import { powerOfAttorney } from './power-of-attorney.ts';
import { receipt } from './receipt.ts';
import { rightsNotice } from './rights-notice.ts';

/** Made from all the others. */
const contents: Form = {
  id: 'contents',
  title: '卷内目录',
  unnumbered: true,
  need: () => 'must',
  papers: (one) => [contentsBlocks(numbered(insidePapers(one)).entries)],
};

export const forms: readonly Form[] = [
  cover,
  contents,
  application,
  acceptance,
  rightsNotice,
  identity,
  powerOfAttorney,
  investigation,
  evidence,
  mediationRecord,
  agreement,
  oralAgreement,
  receipt,
  followUp,
  confirmationPersons,
  confirmationOrganisation,
  closingReport,
  note,
  backCover,
];

export const findForm = (id: string): Form | undefined => forms.find((form) => form.id === id);

const cleanPiece = (piece: Piece): Piece =>
  typeof piece === 'string' ? plainLine(piece) : 'strong' in piece ? { strong: plainLine(piece.strong) } : piece;
const cleanLine = (line: Line): Line => line.map(cleanPiece);

/** Whatever was typed stands in papers as plain text. */
function clean(block: Block): Block {
  if (block.is === 'text') return { ...block, line: block.line.map(cleanPiece) };
  if (block.is !== 'table') return block;
  const rows = block.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, lines: cell.lines.map(cleanLine) })),
  }));
  return { ...block, rows };
}

/** The papers of one form: 人民调解记录（一）, （二） where there are several. */
export function papersOf(form: Form, one: PaperCase): Paper[] {
  const all = form.papers(one);
  return all.map((blocks, at) => ({
    form: form.id,
    key: all.length > 1 ? `${form.id}-${at + 1}` : form.id,
    title: all.length > 1 ? `${form.title}（${at + 1}）` : form.title,
    blocks: blocks.map(clean),
    numbered: form.unnumbered !== true,
  }));
}

/** The forms that belong into the file of this case as it stands. */
export const formsInFile = (one: PaperCase): readonly Form[] => forms.filter((form) => form.need(one) !== 'other');

const insidePapers = (one: PaperCase): Paper[] =>
  formsInFile(one)
    .filter(({ unnumbered }) => unnumbered !== true)
    .flatMap((form) => papersOf(form, one));

/** One entry for each paper, pages counted through; the sheets of one form without entries of their own stand under its first. */
function numbered(papers: readonly Paper[]): { readonly entries: readonly ContentsEntry[]; readonly pages: number } {
  let page = 1;
  const entries: ContentsEntry[] = [];
  for (const paper of papers) {
    if (!isFurtherSheet(paper)) entries.push({ key: paper.key, title: entryTitle(paper), page: String(page) });
    page += pagesOf(paper.blocks);
  }
  return { entries, pages: page - 1 };
}

/** Copies of identity papers are one entry, however many sheets they fill. */
const isFurtherSheet = ({ form, key }: Paper): boolean => form === 'identity' && key !== form && key !== `${form}-1`;
const entryTitle = ({ form, title }: Paper): string => (form === 'identity' ? identity.title : title);

const footOf = (one: PaperCase): string => {
  const seal = sealOnPaper(one);
  const parts = [
    hasNumber(one) ? '' : `临时编号 ${provisionalCode(one.id)}`,
    one.masked ? '隐名件，不作档案' : '',
    seal === null ? '' : `归档校验码 ${sealBeginning(seal)}`,
  ];
  return parts.filter((part) => part !== '').join('　');
};

const modelOf = (one: PaperCase, title: string, parts: DocumentModel['parts']): DocumentModel => {
  const foot = footOf(one);
  return { title, parts, ...(foot === '' ? {} : { foot }) };
};

/** One form as a document; its pages are numbered only when there are several. */
export function paperModel(form: Form, one: PaperCase): DocumentModel {
  const parts = papersOf(form, one).map((paper) => ({
    ...paper,
    numbered: paper.numbered && pagesOf(paper.blocks) > 1,
  }));
  return modelOf(one, form.title, parts);
}

/** 整卷: every paper of the file, with page numbers in its contents. */
export function dossierModel(one: PaperCase): DocumentModel {
  return modelOf(
    one,
    '人民调解卷宗',
    formsInFile(one).flatMap((form) => papersOf(form, one)),
  );
}
