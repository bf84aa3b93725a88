/**
 * Takes out of a text by what a person, a place or a deal could be known (domain.md §6.6: invented surnames, no village,
 * changed sums). It cannot understand a story: whoever tells it reads it through, and `identifyingIn` says what is left.
 */

export interface Known {
  /** Full names of everybody whom the case names, parties first. */
  readonly people: readonly string[];
  readonly organisations: readonly string[];
  /** Villages, addresses, places of meeting. */
  readonly places: readonly string[];
}

export interface Replaced {
  readonly from: string;
  readonly to: string;
}

interface Retold {
  readonly text: string;
  /** Each once, in the order of the rules. */
  readonly replaced: readonly Replaced[];
}

const SURNAMES = Array.from('张王李赵刘陈杨周吴徐孙马朱胡林郭何高罗郑');

/** An invented name for each person, never by a surname that one of them bears. */
function inventedNames(people: readonly string[]): Map<string, string> {
  const real = new Set(people.map((name) => Array.from(name)[0] ?? ''));
  const free = SURNAMES.filter((surname) => !real.has(surname));
  const names = new Map<string, string>();
  for (const name of people) {
    if (name.length < 2 || names.has(name)) continue;
    const round = Math.floor(names.size / Math.max(free.length, 1));
    names.set(name, `${free[names.size % Math.max(free.length, 1)] ?? ''}某${round === 0 ? '' : String(round + 1)}`);
  }
  return names;
}

/** 大山 of 田大山: two characters at least, else it would be found in every sentence. */
export const givenName = (name: string): string => {
  const points = Array.from(name);
  return points.length >= 3 ? points.slice(points.length >= 4 ? 2 : 1).join('') : '';
};

/** 重庆, 酉阳县 or 酉阳土家族苗族自治县 before a firm's own name. */
const PLACE_BEFORE = /^(?:[\u4e00-\u9fff]{2,10}?(?:自治县|省|市|县|区|乡|镇|村)|[\u4e00-\u9fff]{2})/;
export const LEGAL_FORM = '(?:股份|有限|责任|专业)*(?:公司|合作社)';
const LEAST_FIRM = 4;

/** As people say it: 示例运输 of 酉阳示例运输有限公司, whatever follows. Shorter ones would be found in every sentence. */
export function saidOfFirm(name: string): string[] {
  const said = [name, name.replace(PLACE_BEFORE, '')].flatMap((whole) => [
    whole,
    whole.replace(new RegExp(`${LEGAL_FORM}$`), ''),
  ]);
  return [name, ...said.filter((words) => words.length >= LEAST_FIRM)];
}

const NUMBER = '[0-9０-９][0-9０-９,，.．]*';
const HAN_NUMBER = '[一二两三四五六七八九十百千万亿零〇]{1,12}';

/** How large a sum is, in words: 几千元. */
export function roughSum(sum: string): string {
  const digits = sum.replace(/[^0-9.．]/g, '').replace(/[.．].*$/, '');
  if (sum.includes('亿')) return '几亿元';
  if (sum.includes('万')) return '几万元';
  if (sum.includes('千')) return '几千元';
  if (sum.includes('百')) return '几百元';
  if (digits === '') return '几十元';
  const scale = ['几元', '几十元', '几百元', '几千元', '几万元', '几十万元', '几百万元'];
  return scale[Math.min(digits.length, scale.length) - 1] ?? '一笔钱';
}

/** 3千, 2.5万, 一万二: figures with a word of size, or words alone. */
const AMOUNT = `(?:${NUMBER}[百千万亿]{0,2}|${HAN_NUMBER})`;
const HAN_DAY = '(?:[初廿][一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九](?=[日号]))';
/** 2.5万 of something that is no money. */
const NO_MONEY = '(?![一二三四五六七八九十元块亩斤株棵公里平方米头只羽户人次件斗吨])';
/** Nobody types so many digits but of a paper, a card or a telephone. */
const numberWord = (found: string): string =>
  [15, 18].includes(found.replace(/[^\dXx]/g, '').length) ? '（证件号略）' : '（号码略）';

const RULES: readonly (readonly [pattern: RegExp, to: string | ((found: string) => string)])[] = [
  [/(?:微信|QQ|qq|抖音|快手)号?[：: ]*[A-Za-z0-9_-]{5,}/g, '（网号略）'],
  // With the word and the brackets around it, else both would stand there twice.
  [/（?(?:身份)?(?:证号?|卡号?)?(?:号码)?[：:]?\d{15,}[Xx]?）?/g, numberWord],
  [/（?(?:联系)?(?:电话|手机)?(?:号码?)?[：:]?(?:(?:\+?86[- ]?)?1\d{10}(?!\d)|\d{3,4}-\d{7,8})）?/g, '（电话略）'],
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{5,6}/g, '某车'],
  [/\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}月\d{1,2}[日号]/g, '某日'],
  [new RegExp(`(?:正|冬|腊|[一二三四五六七八九十]{1,2})月${HAN_DAY}[日号]?`, 'g'), '某日'],
  [/\d{4}年\d{1,2}月/g, '某月'],
  [/\d{4}年/g, '某年'],
  [new RegExp(`[￥¥] ?${AMOUNT}元?`, 'g'), roughSum],
  // 几千元 is rough already.
  [
    new RegExp(`(?:人民币)?几?${AMOUNT}(?:余|多)?万?[元块](?:钱)?`, 'g'),
    (found) => (found.startsWith('几') ? found : roughSum(found)),
  ],
  [new RegExp(`${NUMBER}万${NO_MONEY}`, 'g'), '几万元'],
  [/(?:[0-9]+|[一二三四五六七八九十]+)(?:组|社|号楼|单元|栋|室)/g, '某组'],
  [/[\u4e00-\u9fff]{2}(?:乡|镇|街道)(?!政府|调|村)/g, '某乡'],
];

const VILLAGE = /[\u4e00-\u9fff]{2}(?:村|社区)(?!民|委|干|里|组|庄)/g;
const NO_VILLAGE = /[本全同邻农乡两各我你他们个在该某外回进到](?:村|社区)$/;

/** 彭家, 彭嫂子, 老彭: how neighbours speak of somebody by the surname. */
const calledBy = (surname: string): RegExp =>
  new RegExp(
    `${surname}(?=家(?![具禽畜电])|某|氏|嫂|哥|姐|叔|婶|伯|姨|大[爷娘妈叔哥姐嫂]|老[汉板师]|婆婆|会计|医生|主任|支书|组长)|老${surname}(?=[（，。、；：和与家的说在把被给向对不也])`,
    'g',
  );
/** What is called after a village or township. */
const FACILITY = '小学|中学|学校|幼儿园|卫生|医院|派出所|法庭|水库|电站|敬老院|煤矿|大桥|街';
const LONGEST_STEM = 4;
const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text with everything changed by which somebody could be known, and what was changed. */
export function withoutIdentity(text: string, known: Known): Retold {
  const replaced = new Map<string, string>();
  let told = text;
  const swap = (from: string, to: string) => {
    if (from === '' || from === to || !told.includes(from)) return;
    told = told.split(from).join(to);
    replaced.set(from, to);
  };
  const invented = inventedNames(known.people);
  // The longest first: 田大山 before 大山, 城墙村三组 before 城墙村.
  for (const name of longestFirst(known.organisations.flatMap(saidOfFirm))) swap(name, '某单位');
  told = told.replace(new RegExp(`某单位${LEGAL_FORM}`, 'g'), '某单位');
  for (const place of longestFirst(known.places)) swap(place, '某村');
  for (const name of longestFirst([...invented.keys()])) swap(name, invented.get(name) ?? '某某');
  for (const name of longestFirst([...invented.keys()])) swap(givenName(name), invented.get(name) ?? '某某');
  const swapAll = (pattern: RegExp, to: (found: string) => string) => {
    told = told.replace(pattern, (found: string) => {
      const word = to(found);
      if (word !== found) replaced.set(found, word);
      return word;
    });
  };
  for (const [name, stand] of invented) {
    const [real = '', other] = [Array.from(name)[0], Array.from(stand)[0] ?? '某'];
    if (/[\u4e00-\u9fff]/.test(real)) swapAll(calledBy(real), (found) => found.replace(real, other));
  }
  for (const place of known.places) {
    const stem = place.replace(/[村乡镇]$/, '');
    if (stem !== place && stem.length >= 2 && stem.length <= LONGEST_STEM)
      swapAll(new RegExp(`${escaped(stem)}(?=${FACILITY})`, 'g'), () => '某');
  }
  for (const [pattern, to] of RULES) swapAll(pattern, typeof to === 'string' ? () => to : to);
  swapAll(VILLAGE, (found) => (NO_VILLAGE.test(found) ? found : '某村'));
  // 张某某日 would be read as a name of three.
  told = told.replace(/某(?=某[年月日])/g, '某于');
  return { text: told, replaced: [...replaced].map(([from, to]) => ({ from, to })) };
}

const longestFirst = (words: readonly string[]): string[] =>
  [...new Set(words.map((word) => word.trim()))].filter((word) => word.length >= 2).sort((a, b) => b.length - a.length);

/** What of a text still tells who, where or how much; empty when nothing that is known does. */
export function identifyingIn(text: string, known: Known): string[] {
  return withoutIdentity(text, known).replaced.map(({ from }) => from);
}
