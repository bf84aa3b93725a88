/** The foot of a paper: where parties, mediators and the committee sign, and how those lines keep to one page. */
import { isFilled } from '#kinds/conditions.ts';
import { blank, text, type Block, type Line } from '#core/document.ts';
import { dayLine, type Party } from './paper-case.ts';

/** A hand signs here: not a blank that was forgotten. */
export const sign = (width = 8) => blank('', width);

/** Each party by name; an organisation signs through its representative and with its seal (domain.md §1.3, F2). */
export function partySignatures(
  parties: readonly Party[],
  { who = '当事人' }: { readonly who?: string } = {},
): Block[] {
  const own = ({ name, side }: Party): string => name || (who !== '当事人' ? who : side === 'partyA' ? '甲方' : '乙方');
  const lines = parties.flatMap((party): SignatureLine[] => {
    const name = own(party);
    if (party.isOrganisation) return signedLines(name, '（签名并盖章）：');
    if (party.isMinor) return signedLines(name, '（法定代理人代签）：');
    if (party.agent !== '') return signedLines(name, '（本人或委托代理人）：');
    if (Array.from(name).length > SHORT_NAME) return signedLines(name, '（本人）：');
    return [{ line: [name, '：', sign(7)], name }];
  });
  const rows = inRows(lines);
  const keep = rows.length <= KEPT_LINES;
  return [
    text([`${who}（签名、盖章或按指印）：`], { keep: true }),
    ...rows.map(({ line, above = false }, at) =>
      text(line, {
        ...(above ? {} : { roomy: true }),
        // The last one goes with whoever signs for the committee.
        ...(keep || above || at === rows.length - 1 ? { keep: true } : {}),
      }),
    ),
  ];
}

interface SignatureLine {
  readonly line: Line;
  /** Of somebody who signs beside others. */
  readonly name?: string;
  /** A name whose line to sign on stands below it: they are never parted. */
  readonly above?: boolean;
}

const SHORT_NAME = 4;
/** Characters of a line whose beginning is indented. */
const SIGNED_WIDTH = 25;
const LEAST_SIGNED = 4;
const MOST_SIGNED = 6;

/** Neither the words behind a name nor the line to sign on is ever torn: it is shorter behind a long name, and below a longer one. */
function signedLines(name: string, words: string): SignatureLine[] {
  const room = SIGNED_WIDTH - Array.from(name + words).length;
  if (room >= LEAST_SIGNED) return [{ line: [name, words, sign(Math.min(MOST_SIGNED, room))] }];
  return [{ line: [name], above: true }, { line: [words, sign(MOST_SIGNED)] }];
}

/** So many lines of names go to the next page as one: with the words before and the committee's foot they still fit on it. */
const KEPT_LINES = 9;
/** More than so many who sign for themselves stand three in a row, before those for whom somebody acts. */
const MANY = 6;
const THREE_IN_A_ROW = 3;

/** Short lines side by side, so that twelve parties do not fill a page with their names. */
function inRows(lines: readonly SignatureLine[]): SignatureLine[] {
  const names = lines.flatMap(({ name }) => name ?? []);
  if (names.length > MANY && names.every((name) => Array.from(name).length <= THREE_IN_A_ROW)) {
    return [...inThrees(names), ...lines.filter(({ name }) => name === undefined)];
  }
  const paired: SignatureLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [one, next] = [lines[at], lines[at + 1]];
    if (one === undefined) break;
    if (one.name !== undefined && next?.name !== undefined) {
      paired.push({ line: [...one.line, '　', ...next.line] });
      at += 1;
    } else paired.push(one);
  }
  return paired;
}

function inThrees(names: readonly string[]): SignatureLine[] {
  const rows: SignatureLine[] = [];
  for (let at = 0; at < names.length; at += THREE_IN_A_ROW) {
    const row = names.slice(at, at + THREE_IN_A_ROW);
    rows.push({ line: row.flatMap((name, place) => [...(place > 0 ? [' '] : []), name, '：', sign(4)]) });
  }
  return rows;
}

/** The foot of a paper: who signs for the committee, its seal and the day; kept on one page. */
export function committeeFoot({
  signers,
  day,
  what = '日期',
  last,
  beside = false,
}: {
  readonly signers: readonly string[];
  readonly day?: unknown;
  readonly what?: string;
  /** What the form says below the date. */
  readonly last?: string;
  /** The seal goes beside the last one who signs: forms of one page have no line to spare. */
  readonly beside?: boolean;
}): Block[] {
  const seal = '（人民调解委员会印章）';
  return [
    ...(beside
      ? signers.map((signer, at) =>
          text([`${signer}：`, sign(5), ...(at === signers.length - 1 ? [`　${seal}`] : [])], { keep: true }),
        )
      : [
          ...signers.map((signer) => text([`${signer}：`, sign()], { keep: true })),
          text([seal], { align: 'right', keep: true }),
        ]),
    text(isFilled(day as string | undefined) ? dayLine(day, what) : signedOn(), {
      align: 'right',
      ...(last === undefined ? {} : { keep: true }),
    }),
    ...(last === undefined ? [] : [text([last], { flush: true, small: true })]),
  ];
}

/** The day is written by whoever signs. */
export const signedOn = (): Line => [sign(2), '年', sign(1), '月', sign(1), '日'];

/** 人民调解员（签名）, with the names beside it. */
export const mediatorSigner = '人民调解员（签名）';
export const recorderSigner = '记录人（签名）';
