/**
 * A document of `core/document.ts` as a Word file; the same in browser and Node. Fonts are named as GB/T 9704 names
 * them; whoever lacks one gets the alternative named in the font table (domain.md §4.5).
 */
import {
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
  type Table,
} from 'docx';
import {
  BODY,
  LANDSCAPE_WIDTH_MM,
  TEXT_HEIGHT_MM,
  TEXT_WIDTH_MM,
  type DocumentModel,
  type Part,
} from '#core/document.ts';
import { FONTS, fontTable } from './docx-fonts.ts';
import { paragraphStyles, twips, type StyleId } from './docx-styles.ts';
import { tableOf } from './docx-table.ts';
import { paragraphsOf, type Picture, type Start } from './docx-text.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Pictures = ReadonlyMap<string, Picture>;

/** The document's bytes. Carries no author and no name of a person beside what the document itself says. */
export async function docxBytes(
  model: DocumentModel,
  pictures: Pictures = new Map(),
): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Document({
    title: model.title,
    creator: '法治台账',
    lastModifiedBy: '法治台账',
    styles: {
      default: { document: { run: { font: FONTS.body, size: BODY.size * 2 } } },
      paragraphStyles: [...paragraphStyles],
    },
    sections: sectionsOf(model, pictures),
  });
  const bytes = await Packer.pack(made, 'uint8array', false, [{ path: 'word/fontTable.xml', data: fontTable }]);
  return new Uint8Array(bytes);
}

const [SHORT, LONG] = [210, 297];

/** A4 around the text block: top 37 mm, left 28 mm, the rest right and below. The library turns width and height itself. */
const PORTRAIT = {
  size: { width: twips(SHORT), height: twips(LONG) },
  margin: {
    top: twips(37),
    left: twips(28),
    right: twips(SHORT - 28 - TEXT_WIDTH_MM),
    bottom: twips(LONG - 37 - TEXT_HEIGHT_MM),
    header: twips(15),
    footer: twips(25),
  },
} as const;
const SIDE = (LONG - LANDSCAPE_WIDTH_MM) / 2;
const LANDSCAPE = {
  size: { ...PORTRAIT.size, orientation: PageOrientation.LANDSCAPE },
  margin: { top: twips(20), bottom: twips(18), left: twips(SIDE), right: twips(SIDE), footer: twips(10) },
} as const;

const isAlike = (one: Part | undefined, other: Part): boolean =>
  one !== undefined && one.numbered === other.numbered && one.landscape === other.landscape;

/** Neighbours of one sort share a section: a page break costs less than a section with a foot of its own. */
function sectionsOf({ parts, foot }: DocumentModel, pictures: Pictures): ISectionOptions[] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups[groups.length - 1];
    if (last !== undefined && isAlike(last[0], part)) last.push(part);
    else groups.push([part]);
  }
  const firstCounted = groups.findIndex(([first]) => first?.numbered === true);
  return groups.map((group, at) => ({
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        ...(group[0]?.landscape === true ? LANDSCAPE : PORTRAIT),
        ...(at === firstCounted ? { pageNumbers: { start: 1 } } : {}),
      },
    },
    footers: { default: footer(group[0]?.numbered === true, foot) },
    children: group.flatMap((part, place) => childrenOf(part, place === 0, pictures)),
  }));
}

/** Never absent: a section without a foot of its own would take over the one before. */
function footer(numbered: boolean, foot = ''): Footer {
  const number = new Paragraph({
    style: 'PageNumber' satisfies StyleId,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
  });
  const words = new Paragraph({ style: 'Foot' satisfies StyleId, children: [new TextRun(foot)] });
  return new Footer({ children: numbered ? [number, words] : [words] });
}

/** Parts follow each other, each on a new page; the first paragraph of a part carries its bookmark. */
function childrenOf({ key, blocks }: Part, isFirst: boolean, pictures: Pictures): (Paragraph | Table)[] {
  let isPending = true;
  return blocks.flatMap((block): (Paragraph | Table)[] => {
    if (block.is === 'table') {
      const turn = new Paragraph({ style: 'Turn' satisfies StyleId, pageBreakBefore: true });
      return [...(block.newPage === true ? [turn] : []), tableOf(block)];
    }
    const start: Start = { mark: isPending ? key : null, newPage: isPending && !isFirst };
    isPending = false;
    return paragraphsOf(block, start, pictures);
  });
}
