/**
 * Figures inside a paragraph: `{法律明白人}`, `{受众|约}` (about, with 余), `{受理案件@东村}` (one village's),
 * `{受理案件#上年}` (last year's). Everything else is plain text and stays as it was typed.
 */

export interface Token {
  readonly label: string;
  readonly place: string | null;
  readonly time: string | null;
  readonly manner: string | null;
}

export type Piece = string | Token;

const TOKEN = /\{([^{}|@#\n]{1,40})(?:@([^{}|@#\n]{1,40}))?(?:#([^{}|@#\n]{1,10}))?(?:\|([^{}|@#\n]{1,10}))?\}/gu;

/** The pieces of a text in their order; texts and tokens together are the whole text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, label = '', place, time, manner] = match;
    if (match.index > at) pieces.push(text.slice(at, match.index));
    pieces.push({ label, place: place ?? null, time: time ?? null, manner: manner ?? null });
    at = match.index + whole.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

/** As it stands in the text. */
export const tokenText = ({ label, place, time, manner }: Token): string =>
  `{${label}${place === null ? '' : `@${place}`}${time === null ? '' : `#${time}`}${manner === null ? '' : `|${manner}`}}`;
