/**
 * Walks through XML as it arrives in pieces: tags and the text between them, prefixes dropped, entities of the document's
 * own refused. Enough for the parts of a spreadsheet, and so little that a million rows need no memory.
 */
export interface XmlHandler {
  /** `attribute` answers '' where there is none. */
  readonly open: (name: string, attribute: (name: string) => string) => void;
  readonly close: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** The document is none, or one that asks for what no spreadsheet needs. */
export class XmlError extends Error {}

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

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Takes bytes (UTF-8) until `end`. Throws XmlError. */
export function createXmlScanner({ open, close, text }: XmlHandler): {
  readonly push: (bytes: Uint8Array) => void;
  readonly end: () => void;
} {
  const decoder = new TextDecoder();
  let rest = '';
  const take = (whole: string, last: boolean): string => {
    let at = 0;
    for (;;) {
      const start = whole.indexOf('<', at);
      if (start < 0) {
        // Text may go on in the next piece, an entity may be cut: it waits for its tag.
        return last ? '' : whole.slice(at);
      }
      const end = endOfToken(whole, start);
      if (end < 0) return whole.slice(at);
      if (start > at) text?.(unescaped(whole.slice(at, start)));
      token(whole.slice(start, end));
      at = end;
    }
  };
  const token = (raw: string): void => {
    if (raw.startsWith('<!')) {
      if (raw.startsWith('<![CDATA[')) text?.(raw.slice(9, -3));
      else if (!raw.startsWith('<!--')) throw new XmlError('A document type is refused');
      return;
    }
    if (raw.startsWith('<?')) return;
    if (raw.startsWith('</')) return close(localName(raw.slice(2, -1).trim()));
    const isEmpty = raw.endsWith('/>');
    const name = localName(/^<([^\s/>]+)/.exec(raw)?.[1] ?? '');
    open(name, attributesOf(raw));
    if (isEmpty) close(name);
  };
  return {
    push: (bytes) => {
      rest = take(rest + decoder.decode(bytes, { stream: true }), false);
      if (rest.length > MAX_TOKEN) throw new XmlError('A token is too long');
    },
    end: () => {
      rest = take(rest + decoder.decode(), true);
      if (rest !== '') throw new XmlError('The document is cut');
    },
  };
}

/** A tag with its quoted values, in which an angle bracket may stand. */
const TAG = /<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/y;

function endOfToken(whole: string, start: number): number {
  const closing = whole.startsWith('<!--', start) ? '-->' : whole.startsWith('<![CDATA[', start) ? ']]>' : null;
  if (closing !== null) {
    const end = whole.indexOf(closing, start + 4);
    return end < 0 ? -1 : end + closing.length;
  }
  // `<!-` at the end of a piece may become a comment.
  if (whole.startsWith('<!', start) && whole.length - start < 9) return -1;
  TAG.lastIndex = start;
  return TAG.test(whole) ? TAG.lastIndex : -1;
}

const ATTRIBUTE = /([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Read only when somebody asks: most tags of a sheet have none that matter. */
function attributesOf(tag: string): (name: string) => string {
  let read: Map<string, string> | null = null;
  return (wanted) => {
    read ??= new Map(
      Array.from(tag.matchAll(ATTRIBUTE), ([, name = '', double, single]) => [
        localName(name),
        unescaped(double ?? single ?? ''),
      ]),
    );
    return read.get(wanted) ?? '';
  };
}
