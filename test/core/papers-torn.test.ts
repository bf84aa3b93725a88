/** Where the lines of papers end: what a hand fills in stands in one piece. */
import { expect, test } from 'vitest';
import { linesOf, TABLE, textOfLine, textOfPiece, type TableBlock } from '#core/document.ts';
import { agreement } from '#core/papers/agreement.ts';
import { forms, papersOf } from '#core/papers/all.ts';
import { aParty, fullValues, listed, paperCase, parties } from '#test/help/paper-cases.ts';

/** Characters of a printed line. */
const ROOM = 27;

const widthOf = (words: string): number =>
  Array.from(words).reduce((sum, letter) => sum + (letter < '\u2000' ? 0.5 : 1), 0);

/** Lines of a form's cells at whose end a line to write on is torn. */
function tornIn({ rows, widths, size = 'form' }: TableBlock): string[] {
  const look = TABLE[size];
  return rows.flatMap(({ cells }) => {
    let column = 0;
    return cells.flatMap(({ lines, across = 1 }) => {
      const width = widths.slice(column, column + across).reduce((sum, one) => sum + one, 0);
      column += across;
      const room = Math.floor(((width * 72) / 25.4 - 2 * look.side) / look.size);
      return lines.map(textOfLine).filter((line) =>
        [...line.matchAll(/_+/g)].some(({ 0: whole, index }) => {
          const at = widthOf(line.slice(0, index)) % room;
          return at + widthOf(whole) > room;
        }),
      );
    });
  });
}

test('neither a line to write on nor the words that say how it is signed are torn at the end of a printed line', () => {
  const torn: string[] = [];
  const long = [5, 6, 12, 14, 17, 18, 19, 22, 24].map((letters) => '示'.repeat(letters));
  const firms = long.map((name) =>
    aParty({ name, partyKind: 'organisation', representative: '王经理', agentKind: 'entrusted' }),
  );
  const people = long.map((name) => aParty({ name, side: 'partyB', representative: '杨代理' }));
  const alone = long.map((name) => aParty({ name, side: 'partyB' }));
  const headless = aParty({
    partyKind: 'organisation',
    name: '示例公司',
    representative: '周会计',
    agentKind: 'entrusted',
  });
  const cases = [
    {},
    fullValues(),
    fullValues({ parties: listed([aParty(), headless]) }),
    ...[parties(5), parties(12), listed([...firms, ...people, ...alone])].map((all) => fullValues({ parties: all })),
  ];
  for (const values of cases) {
    for (const each of forms) {
      for (const block of papersOf(each, paperCase(values)).flatMap(({ blocks }) => blocks)) {
        if (block.is === 'table') torn.push(...tornIn(block).map((line) => `${each.id}: ${line}`));
        if (block.is !== 'text') continue;
        const line = block.line.map(textOfPiece).join('');
        const begin = block.flush === true || block.align !== undefined ? 0 : 2;
        for (const { 0: whole, index } of line.matchAll(/_+|（(签名|本人|法定代理人)[^（）]*）/g)) {
          const at = (begin + widthOf(line.slice(0, index))) % ROOM;
          if (at + widthOf(whole) > ROOM) torn.push(`${each.id}: ${line}`);
        }
      }
    }
  }
  expect(torn).toEqual([]);
});

test('the particulars of a firm whose head nobody wrote down break no telephone number off', () => {
  const firm = aParty({
    side: 'partyB',
    partyKind: 'organisation',
    name: '示例公司',
    representative: '周会计',
    agentKind: 'entrusted',
  });
  const [paper] = papersOf(agreement, paperCase(fullValues({ parties: listed([aParty(), firm]) })));
  const lines = linesOf(paper?.blocks ?? []).filter((line) => line.includes('联系方式：'));
  expect(lines).toHaveLength(2);
  expect(lines.filter((line) => widthOf(line) > ROOM)).toEqual([]);
});
