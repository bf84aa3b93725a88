/** From a stored record to what its papers read. */
import type { Values } from '#kinds/field.ts';
import type { Names } from '#core/text.ts';
import { maskedValues } from './masked-case.ts';
import { hasNumber, provisionalCode, words, type PaperCase } from './paper-case.ts';

interface CaseRow {
  readonly id: string;
  readonly values: { readonly [field: string]: unknown };
  readonly erased: readonly string[];
}

interface Around {
  readonly names: Names;
  readonly today: string | null;
  readonly masked: boolean;
}

export function paperCaseOf({ id, values, erased }: CaseRow, { names, today, masked }: Around): PaperCase {
  const own = values as Values;
  const committee = typeof own.committee === 'string' ? names.link('committee', own.committee) : '';
  return { id, values: masked ? maskedValues(own, today) : own, names, erased, committee, today, masked };
}

/** What file systems and messengers refuse in a name, and what would hide in it. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Z}\\/:*?"<>|.]/gu;

/** The case in a file's name: its number, else the provisional code; nothing that names a person. */
const caseNumberOf = (one: PaperCase): string => {
  const number = hasNumber(one) ? Array.from(words(one, 'fileNumber').replace(UNFIT, '')).slice(0, 60).join('') : '';
  return number === '' ? provisionalCode(one.id) : number;
};

/** （2024）城墙人调字第7号-人民调解协议书（含个人信息）.docx: what leaves with it stands in the name. */
export const paperFileName = (one: PaperCase, title: string): string =>
  `${caseNumberOf(one)}-${title}${one.masked ? '（隐名）' : '（含个人信息）'}.docx`;
