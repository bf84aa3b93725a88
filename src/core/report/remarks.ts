/** What a careful reader would say about a paragraph before it is sent (domain.md §4.3, §4.4). Nothing is changed by it. */
import type { RowsByKind } from '#core/counted-units.ts';
import { itemEntries, partOf } from '#kinds/conditions.ts';
import { reportParts } from '#kinds/codes-work.ts';
import type { Value } from '#kinds/field.ts';
import { documentKey, foreignWords, knownDocuments, type KnownDocument } from './documents.ts';
import { lackingIn } from './draft-parts.ts';
import { aboutText, type Run } from './reading.ts';
import { runText, sectionsIn, type Report, type Section } from './report.ts';
import { paragraphsOf } from './structure.ts';

type RemarkType =
  | 'figure'
  | 'number'
  | 'about'
  | 'personTimes'
  | 'document'
  | 'carriedOver'
  | 'twice'
  | 'foreign'
  | 'empty'
  | 'cause';

export interface Remark {
  readonly type: RemarkType;
  readonly section: string;
  /** One plain sentence. */
  readonly text: string;
}

export function remarksOn(report: Report, rows: RowsByKind, today: string | null): Remark[] {
  const last = sentencesOfYear(rows, report.year - 1);
  const township = report.title[0];
  const documents = documentsOf(rows);
  const found = sectionsIn(report).flatMap((section) => [
    ...section.printed.flatMap((runs) => runRemarks(runs, section.key)),
    ...documentRemarks(section, documents, report.year, today ?? `${report.year}-12-31`),
    ...foreignRemarks(section, township),
    ...carriedOver(section, report.year, last),
    ...saidTwice(section),
    ...(section.printed.length === 0 && section.key !== 'measures/'
      ? [remark('empty', section.key, `${nameOf(section)}还没有内容${HOW_TO_FILL[section.part] ?? ''}`)]
      : []),
    ...lackRemarks(section),
  ]);
  return found;
}

function lackRemarks({ own, part, draft, key }: Section): Remark[] {
  const lacks = own.length === 0 ? lackingIn(part, draft) : null;
  return lacks === null ? [] : [remark('cause', key, lacks)];
}

const nameOf = ({ heading, part }: Section): string =>
  `“${heading ?? reportParts.codes.find(({ id }) => id === part)?.zh ?? part}”`;

/** By part: where what belongs there is written down. */
const HOW_TO_FILL: { readonly [part: string]: string } = {
  firstResponsible: '：请把党政主要负责人的部署、过问、协调、督办记进“履职记录”，或自己写这一段',
  plan: '：请先排好下一年的任务，或自己写这一段',
  shortcomings: '：请把不足和原因记进“问题整改”，或自己写这一段',
};

const remark = (type: RemarkType, section: string, text: string): Remark => ({ type, section, text });
const plain = (section: Section): string => section.printed.map(runText).join('\n');

/** Numbers that are written out and mean no quantity: years, days, articles, ordinals, names with digits. */
const NO_QUANTITY =
  /\d{4}年(?:度)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}·\d{1,2}|第\d+[条款项次届个]|〔\d+〕\d*号?|\d+号|《[^》]*》|20\d\d[—-]20\d\d/gu;

function runRemarks(runs: readonly Run[], section: string): Remark[] {
  return runs.flatMap((run, at) => {
    if (run.problem !== undefined) return [remark('figure', section, run.problem)];
    if (run.figure !== undefined)
      return [
        ...(run.note === undefined ? [] : [remark('figure', section, run.note)]),
        ...figureRemarks(run, runs[at + 1], section),
      ];
    const numbers = run.text.replace(NO_QUANTITY, '').match(/\d[\d.]*(?:余|多|%|％)?[^\d，。；、\s]{0,3}/gu) ?? [];
    return numbers.map((words) => numberRemark(words, section));
  });
}

function numberRemark(words: string, section: string): Remark {
  const number = Number(/^\d+/.exec(words)?.[0] ?? 0);
  if (/^\d+(?:余|多)/u.test(words) && aboutText(number) !== String(number)) {
    return remark('about', section, `“${words}”：“余”只跟约数，不跟准确数`);
  }
  return remark('number', section, `“${words}”是直接写的数，没有对应的记录；请换成“插入数字”里的数，或核对来源`);
}

const NOT_A_MEASURE = /^(?:人民|人员|人大|件数|个别|次数|次日|名单|名册|项目|场所)/u;

/** A figure with a word of its own behind it must not be followed by another one. */
function figureRemarks({ text, figure }: Run, next: Run | undefined, section: string): Remark[] {
  const after = next?.figure === undefined ? (next?.text ?? '') : '';
  if (/^(?:余|多)/u.test(after)) {
    return [
      remark(
        'about',
        section,
        `“${text}${after.slice(0, 1)}”：“余”只跟约数；要写约数，请用“{${figure?.label ?? ''}|约}”`,
      ),
    ];
  }
  const word = /[^\d.%—余]+$/u.exec(text)?.[0] ?? '';
  if (word !== '' && after.startsWith(word) && !NOT_A_MEASURE.test(after)) {
    const twice = `“${text}${word}”：量词写了两次，“{${figure?.label ?? ''}}”自己带着量词`;
    return [remark('twice', section, twice)];
  }
  if (text.endsWith('人次') && /^(?:人|名)/u.test(after) && !NOT_A_MEASURE.test(after)) {
    return [remark('personTimes', section, `“${text}”是人次，不能写成人`)];
  }
  return [];
}

function documentRemarks(section: Section, documents: Documents, year: number, today: string): Remark[] {
  const named = [...new Set(Array.from(plain(section).matchAll(/《([^》]+)》/gu), ([, name = '']) => name))];
  return named.flatMap((name) => {
    const known = documents.get(documentKey(name));
    const say = (words: string) => [remark('document', section.key, `《${name}》${words}`)];
    if (known === undefined) return say('不在文件名录里，请核对名称和是否有效；有效的可在“设置”的文件名录里加上');
    if (known.outdated !== undefined) return say(known.outdated);
    if (known.until !== undefined && known.until < today) return say(`有效期到${known.until}，已过期，请核对`);
    if (known.from !== undefined && known.from > `${year}-12-31`)
      return say(`${known.from}起施行，${year}年还没有施行，请核对`);
    return [];
  });
}

type Documents = ReadonlyMap<string, KnownDocument>;

/** By their key: the known ones, those of duty entries, and above all what the township has set itself. */
function documentsOf(rows: RowsByKind): Documents {
  const duties = (rows.get('dutyEntry') ?? []).flatMap(({ values: { document } }) =>
    documentIn(partOf(document, 'name'), partOf(document, 'validUntil')),
  );
  const own = itemEntries(rows.get('setting')?.[0]?.values.documents).flatMap(
    ([, { name, validFrom, validUntil, replacedBy }]) => documentIn(name, validUntil, validFrom, replacedBy),
  );
  return new Map([...knownDocuments, ...duties, ...own].map((each) => [documentKey(each.name), each]));
}

type Typed = Value | undefined;
function documentIn(name: Typed, until: Typed, from?: Typed, replacedBy?: Typed): KnownDocument[] {
  if (typeof name !== 'string') return [];
  return [
    {
      name,
      ...(typeof until === 'string' ? { until } : {}),
      ...(typeof from === 'string' ? { from } : {}),
      ...(typeof replacedBy === 'string' && replacedBy !== ''
        ? { outdated: `已被《${replacedBy.replace(/^《|》$/gu, '')}》取代，请改引` }
        : {}),
    },
  ];
}

function foreignRemarks(section: Section, township: string): Remark[] {
  const text = plain(section);
  const residue = foreignWords.flatMap(({ word, what }) => {
    const found = word.exec(text)?.[0];
    return found === undefined ? [] : [remark('foreign', section.key, `“${found}”：${what}，请核对是不是抄来的`)];
  });
  const wrongName = township.endsWith('乡人民政府')
    ? /我镇|全镇|镇党委/u
    : township.endsWith('镇人民政府')
      ? /我乡|全乡|乡党委/u
      : null;
  const called = wrongName?.exec(text)?.[0];
  return called === undefined
    ? residue
    : [...residue, remark('foreign', section.key, `“${called}”与报告机关“${township}”不符，请核对是不是抄来的`)];
}

/** So short a sentence may well be said twice. */
const LONG = 12;

/** Sentences of last year's own text, years and figures taken out so that only the wording is compared. */
const wording = (sentence: string): string =>
  sentence
    .replace(/\{[^}]*\}/gu, '')
    .replace(/\d+(?:\.\d+)?/gu, '')
    .replace(/\s/gu, '');
const sentences = (text: string): string[] => text.split(/[。；！\n]/u).map((each) => each.trim());

function sentencesOfYear(rows: RowsByKind, year: number): ReadonlySet<string> {
  const bodies = paragraphsOf(rows, year).flatMap(({ body }) => sentences(body));
  return new Set(bodies.map(wording).filter((each) => Array.from(each).length >= LONG));
}

function carriedOver({ own, key }: Section, year: number, last: ReadonlySet<string>): Remark[] {
  return own
    .flatMap(({ body }) => sentences(body))
    .filter((each) => last.has(wording(each)))
    .map((each) => {
      const points = Array.from(each);
      const shown = points.length > 24 ? `${points.slice(0, 24).join('')}…` : each;
      return remark('carriedOver', key, `“${shown}”与${year - 1}年的报告相同，请核对是不是今年的情况`);
    });
}

/** Two people wrote the same section without knowing of each other: both texts are printed until somebody removes one. */
function saidTwice({ own, key }: Section): Remark[] {
  const seen = new Set<string>();
  for (const { body } of own) {
    const words = new Set(sentences(body).map(wording));
    const again = [...words].find((each) => Array.from(each).length >= LONG && seen.has(each));
    if (again !== undefined)
      return [remark('twice', key, `这一节有${own.length}段，写了同样的话，像是两个人各写了一份；请留一段，删去别的`)];
    words.forEach((each) => seen.add(each));
  }
  return [];
}

/** Names of parties and of those who act for them, which must not stand in a public text; whole names only, two characters at least. */
export function privateNames(rows: RowsByKind): string[] {
  const names = (rows.get('mediationCase') ?? []).flatMap(({ values }) =>
    itemEntries(values.parties).flatMap(([, { name, partyKind, guardian, representative }]) =>
      [partyKind === 'organisation' ? undefined : name, guardian, representative].flatMap((one) =>
        typeof one === 'string' && Array.from(one).length > 1 ? [one] : [],
      ),
    ),
  );
  return [...new Set(names)].sort((a, b) => b.length - a.length);
}
