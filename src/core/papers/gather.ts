/** From a stored record to what its papers read. */
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { Names } from '#core/text.ts';
import { askedValues } from '#core/validate.ts';
import { maskedValues } from './masked-case.ts';
import { hasNumber, provisionalCode, words, type PaperCase } from './paper-case.ts';

interface CaseRow {
  readonly id: string;
  readonly values: { readonly [field: string]: unknown };
  readonly erased: readonly string[];
}

interface Around {
  readonly names: Names;
  /** Values of another case on this device. */
  readonly caseById?: (id: string) => Values | undefined;
  readonly today: string | null;
  readonly masked: boolean;
}

export function paperCaseOf({ id, values, erased }: CaseRow, around: Around): PaperCase {
  const { names, today, masked, caseById } = around;
  // What the outcome as put right has no room for is in no paper.
  const own = askedValues(mediationCase, values as Values, { today });
  const committeeIn = ({ committee }: Values): string =>
    typeof committee === 'string' ? names.link('committee', committee) : '';
  return {
    id,
    values: masked ? maskedValues(own, today) : own,
    names,
    erased,
    committee: committeeIn(own),
    findCase: (other) => {
      const found = caseById?.(other);
      return found === undefined ? null : { values: found, committee: committeeIn(found) };
    },
    today,
    masked,
  };
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
