/** Where a text stops being JSON. Engines word that differently or not at all; asked only after their own parser refused. */

/** end: everything is right but the text ends too early, as a file does that was cut off. */
export interface Break {
  readonly reason: 'end' | 'wrong';
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** Sticky, so that each is tried exactly where the scan stands. */
const SPACE = /[ \t\r\n]*/y;
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What a literal or number may look like when the file ends inside it. */
const LITERAL_BEGUN = /(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?(?:0|[1-9]\d*)(?:\.|(?:\.\d+)?[eE][+-]?))$/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const ESCAPE_BEGUN = /\\(?:u[0-9a-fA-F]{0,3})?$/y;

type Step = { readonly at: number } | { readonly broken: 'end' | 'wrong'; readonly at: number };

function match(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

const skip = (text: string, at: number): number => match(SPACE, text, at) ?? at;

function stringEnd(text: string, from: number): Step {
  let at = from + 1;
  while (at < text.length) {
    const sign = text[at] as string;
    if (sign === '"') return { at: at + 1 };
    if (sign < ' ') return { broken: 'wrong', at };
    const escaped = sign === '\\' ? match(ESCAPE, text, at) : at + 1;
    if (escaped === null) return { broken: match(ESCAPE_BEGUN, text, at) === null ? 'wrong' : 'end', at };
    at = escaped;
  }
  return { broken: 'end', at };
}

function literalEnd(text: string, at: number): Step {
  if (match(LITERAL_BEGUN, text, at) !== null) return { broken: 'end', at };
  const end = match(LITERAL, text, at);
  return end === null ? { broken: 'wrong', at } : { at: end };
}

/** `{` and `[` that are open, and what may come next. A loop, not recursion: a hostile text may nest without end. */
function scan(text: string): Step {
  const open: string[] = [];
  let at = skip(text, 0);
  let expects: 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' = 'value';
  for (;;) {
    if (at >= text.length) return { broken: 'end', at };
    const sign = text[at] as string;
    const closes = sign === (open[open.length - 1] === '{' ? '}' : ']') && open.length > 0;
    let step: Step = { at: at + 1 };
    if (closes && (expects === 'next' || expects === 'firstKey' || expects === 'firstValue')) {
      open.pop();
      expects = 'next';
    } else if (expects === 'next') {
      if (sign !== ',') return { broken: 'wrong', at };
      expects = open[open.length - 1] === '{' ? 'key' : 'value';
    } else if (expects === 'colon') {
      if (sign !== ':') return { broken: 'wrong', at };
      expects = 'value';
    } else if (expects === 'key' || expects === 'firstKey') {
      if (sign !== '"') return { broken: 'wrong', at };
      step = stringEnd(text, at);
      expects = 'colon';
    } else if (sign === '{' || sign === '[') {
      open.push(sign);
      expects = sign === '{' ? 'firstKey' : 'firstValue';
    } else {
      step = sign === '"' ? stringEnd(text, at) : literalEnd(text, at);
      expects = 'next';
    }
    if ('broken' in step) return step;
    at = skip(text, step.at);
    if (open.length === 0 && expects === 'next') return at < text.length ? { broken: 'wrong', at } : { at };
  }
}

/** null when the text is JSON after all. */
export function breakOf(text: string): Break | null {
  const step = scan(text);
  if (!('broken' in step)) return null;
  let line = 1;
  let lineStart = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < step.at; i = text.indexOf('\n', i + 1)) {
    line += 1;
    lineStart = i + 1;
  }
  return { reason: step.broken, line, column: step.at - lineStart + 1 };
}
