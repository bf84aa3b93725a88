/** What the scenes and tests show: made-up people and cases. */
import type { Context } from '#kinds/field.ts';
import type { FormApi, LinkChoice } from '#ui/fields/form-api.ts';

export const context: Context = { today: '2024-06-18', unit: 'village-1', me: 'p1', committee: 'c1' };

const SURNAMES = '冉田杨张李白彭石';
const GIVEN = ['光明', '秀英', '建国', '小红', '大贵', '玉兰', '世平', '春梅'];
const VILLAGES = ['城墙村', '天马村', '菖蒲村', '箐口村', '双石村', '永祥村'];

export const people = (count: number): LinkChoice[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `p${at + 1}`,
    label: `${SURNAMES[at % 8] ?? ''}${GIVEN[(at * 3) % 8] ?? ''}`,
    detail: VILLAGES[at % 6] ?? '',
    search: at % 2 === 0 ? 'ranguangming rgm' : 'tianxiuying txy',
  }));

const committees: LinkChoice[] = [
  { id: 'c1', label: '城墙村人民调解委员会' },
  { id: 'c2', label: '双泉乡人民调解委员会' },
];

export const choicesOf =
  (folk: readonly LinkChoice[], roster = folk): FormApi['choices'] =>
  (to, role, whole) => {
    if (to === 'committee') return committees;
    if (to !== 'person') return [];
    return role === 'mediator' ? folk.slice(0, 3) : whole === true ? folk : roster;
  };

/** Ids in the order in which they are minted. */
export function minted(): () => string {
  let n = 0;
  return () => `item-${String((n += 1)).padStart(4, '0')}`;
}
