/**
 * Laws and documents that reports name, with what is known of their validity (domain.md §1.2, §3.5, §4.4, §6.2, §9). Days
 * only where a source was read; `outdated` says what to do. A township adds its own in 设置 → 文件名录, which also
 * overrules what stands here, and by 履职记录 → 文件.
 */
export interface KnownDocument {
  readonly name: string;
  /** Out of date: why, and what to cite instead. */
  readonly outdated?: string;
  /** In force from this day on: a report of an earlier year cannot have gone by it. */
  readonly from?: string;
  /** After this day the document is past its period. */
  readonly until?: string;
}

const valid = (...names: readonly string[]): KnownDocument[] => names.map((name) => ({ name }));

export const knownDocuments: readonly KnownDocument[] = [
  ...valid(
    '中华人民共和国宪法',
    '中华人民共和国民法典',
    '中华人民共和国人民调解法',
    '中华人民共和国民事诉讼法',
    '中华人民共和国村民委员会组织法',
    '中华人民共和国农村土地承包经营纠纷调解仲裁法',
    '中华人民共和国乡村振兴促进法',
    '中华人民共和国未成年人保护法',
    '中华人民共和国家庭教育促进法',
    '中华人民共和国老年人权益保障法',
    '中华人民共和国残疾人保障法',
    '中华人民共和国个人信息保护法',
    '中华人民共和国网络安全法',
    '中华人民共和国居民身份证法',
    '中华人民共和国反电信网络诈骗法',
    '中华人民共和国国家安全法',
    '中华人民共和国国防教育法',
    '中华人民共和国国旗法',
    '中华人民共和国英雄烈士保护法',
    '中华人民共和国慈善法',
    '中华人民共和国科学技术普及法',
    '中华人民共和国环境保护法',
    '中华人民共和国森林法',
    '中华人民共和国政府信息公开条例',
    '网络数据安全管理条例',
    '信访工作条例',
    '人民调解委员会组织条例',
    '人民调解工作若干规定',
    '最高人民法院关于人民调解协议司法确认程序的若干规定',
    '最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释',
    '关于加强人民调解员队伍建设的意见',
    '全国人民调解工作规范',
    '法治政府建设与责任落实督察工作规定',
    '乡村“法律明白人”培养工作规范（试行）',
    '“全国民主法治示范村（社区）”建设指导标准',
    '重庆市宪法宣誓实施办法',
    '乡镇档案工作办法',
    '村级档案管理办法',
  ),
  // domain.md §3.3: adopted 2025-09-12.
  { name: '中华人民共和国法治宣传教育法', from: '2025-11-01' },
  {
    name: '全面推进依法行政实施纲要',
    outdated: '是2004年的文件，已被《法治政府建设实施纲要》取代，请核对后改引现行文件',
  },
  { name: '法治政府建设实施纲要（2015—2020年）', until: '2020-12-31' },
  { name: '法治政府建设实施纲要（2021—2025年）', until: '2025-12-31' },
  { name: '中央宣传部、司法部关于开展法治宣传教育的第八个五年规划（2021—2025年）', until: '2025-12-31' },
];

/** Names that mean one document: quotation marks, brackets and dashes are typed in many ways. */
export const documentKey = (name: string): string =>
  name
    .replace(/[“”"'‘’《》〈〉<>\s]/gu, '')
    .replace(/[（(]/gu, '（')
    .replace(/[）)]/gu, '）')
    .replace(/[—–\-~～至]+/gu, '—')
    .replace(/^中华人民共和国/u, '');

/** Words of another office's text that copying leaves behind (domain.md §4.4): none belongs into a township's report. */
export const foreignWords: readonly { readonly word: RegExp; readonly what: string }[] = [
  { word: /中心(?:内部|上下|干部职工|各项工作)/u, what: '“中心”是别的单位的说法' },
  { word: /机关事务(?:各项工作|集中统一管理)/u, what: '“机关事务”是机关事务管理单位的说法' },
  { word: /党组(?:理论学习)?/u, what: '乡镇设党委，不设党组' },
  { word: /我(?:局|院|校|司|街道|委)(?!会)/u, what: '这是别的单位的自称' },
];
