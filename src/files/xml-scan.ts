/**
 * Walks through XML as it arrives in pieces: tags and the text between them, prefixes dropped, document types refused. Enough
 * for the parts of a spreadsheet, and so little that a million rows need no memory.
 */
export interface XmlHandler {
  /** `attribute` answers '' where there is none. */
  readonly open: (name: string, attribute: (name: string) => string) => void;
  readonly close: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** cut, or no XML that a spreadsheet is made of; tooLong: something between two marks goes on for megabytes. */
export class XmlError extends Error {
  readonly problem: 'damaged' | 'tooLong';
  constructor(problem: 'damaged' | 'tooLong') {
    super(problem);
    this.problem = problem;
  }
}

const NAMED: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Longer than any tag or text of a spreadsheet: a cell holds 32,767 characters. */
const MAX_TOKEN = 4 * 1024 * 1024;

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, name: string) => {
        if (!name.startsWith('#')) return NAMED[name] ?? whole;
        const point = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
        return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
      })
    : text;

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** Takes bytes (UTF-8) until `end`. Throws XmlError. */
export function createXmlScanner(handler: XmlHandler): {
  readonly push: (bytes: Uint8Array) => void;
  readonly end: () => void;
} {
  const decoder = new TextDecoder();
  let rest = '';
  const take = (whole: string): string => {
    let at = 0;
    for (;;) {
      // Text may go on in the next piece, an entity may be cut: it waits for its tag.
      const start = whole.indexOf('<', at);
      const end = start < 0 ? -1 : endOfToken(whole, start);
      if (start - at > MAX_TOKEN) throw new XmlError('tooLong');
      if (end < 0) return whole.slice(at);
      if (start > at) handler.text?.(unescaped(whole.slice(at, start)));
      token(whole, start, end, handler);
      at = end;
    }
  };
  return {
    push: (bytes) => {
      rest = take(rest + decoder.decode(bytes, { stream: true }));
      if (rest.length > MAX_TOKEN) throw new XmlError('tooLong');
    },
    end: () => {
      if (take(rest + decoder.decode()).trim() !== '') throw new XmlError('damaged');
    },
  };
}

const [LESS, MORE, SLASH, BANG, ASKS, QUOTE, APOSTROPHE, SPACE] = [0x3c, 0x3e, 0x2f, 0x21, 0x3f, 0x22, 0x27, 0x20];

function token(whole: string, start: number, end: number, { open, close, text }: XmlHandler): void {
  const first = whole.charCodeAt(start + 1);
  if (first === ASKS) return;
  if (first === BANG) {
    if (whole.startsWith('<![CDATA[', start)) text?.(whole.slice(start + 9, end - 3));
    else if (!whole.startsWith('<!--', start)) throw new XmlError('damaged');
    return;
  }
  if (first === SLASH) return close(localName(whole.slice(start + 2, end - 1).trim()));
  let nameEnd = start + 1;
  for (; nameEnd < end; nameEnd++) {
    const unit = whole.charCodeAt(nameEnd);
    if (unit <= SPACE || unit === SLASH || unit === MORE) break;
  }
  const name = localName(whole.slice(start + 1, nameEnd));
  let tag: string | undefined;
  open(name, (wanted) => attributeIn((tag ??= whole.slice(nameEnd, end)), wanted));
  if (whole.charCodeAt(end - 2) === SLASH) close(name);
}

/** Where a tag ends: angle brackets may stand in its quoted values. -1: not in this piece. */
function endOfToken(whole: string, start: number): number {
  if (whole.charCodeAt(start + 1) === BANG) {
    // `<!-` at the end of a piece may become a comment.
    if (whole.length - start < 9) return -1;
    const closing = whole.startsWith('<!--', start) ? '-->' : whole.startsWith('<![CDATA[', start) ? ']]>' : '>';
    const end = whole.indexOf(closing, start + 4);
    return end < 0 ? -1 : end + closing.length;
  }
  let quote = 0;
  for (let at = start + 1; at < whole.length; at++) {
    const unit = whole.charCodeAt(at);
    if (quote !== 0) quote = unit === quote ? 0 : quote;
    else if (unit === MORE) return at + 1;
    else if (unit === QUOTE || unit === APOSTROPHE) quote = unit;
    else if (unit === LESS) throw new XmlError('damaged');
  }
  return -1;
}

const ATTRIBUTE = /([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The common way of writing first: there are millions of cells. */
function attributeIn(tag: string, wanted: string): string {
  const found = tag.indexOf(` ${wanted}="`);
  if (found >= 0) {
    const from = found + wanted.length + 3;
    return unescaped(tag.slice(from, tag.indexOf('"', from)));
  }
  if (!tag.includes("'") && !tag.includes(`:${wanted}`) && !/\s=|=\s|[\t\r\n]/.test(tag)) return '';
  for (const [, name = '', double, single] of tag.matchAll(ATTRIBUTE)) {
    if (localName(name) === wanted) return unescaped(double ?? single ?? '');
  }
  return '';
}
