/**
 * Laws and documents that reports name, with what is known of their validity (domain.md §3.5, §4.4, §9). Data: a
 * township adds its own through 履职记录 → 文件. Days only where a source was read; `note` says what to do.
 */
export interface KnownDocument {
  readonly name: string;
  /** Out of date: why, and what to cite instead. */
  readonly outdated?: string;
  /** From this day on the document is past its period. */
  readonly until?: string;
}

export const knownDocuments: readonly KnownDocument[] = [
  { name: '中华人民共和国宪法' },
  { name: '中华人民共和国民法典' },
  { name: '中华人民共和国人民调解法' },
  { name: '中华人民共和国法治宣传教育法' },
  { name: '中华人民共和国个人信息保护法' },
  { name: '中华人民共和国村民委员会组织法' },
  { name: '中华人民共和国未成年人保护法' },
  { name: '中华人民共和国网络安全法' },
  { name: '中华人民共和国民事诉讼法' },
  { name: '中华人民共和国政府信息公开条例' },
  { name: '中华人民共和国国家安全法' },
  { name: '中华人民共和国家庭教育促进法' },
  { name: '中华人民共和国农村土地承包经营纠纷调解仲裁法' },
  { name: '中华人民共和国乡村振兴促进法' },
  { name: '中华人民共和国反电信网络诈骗法' },
  { name: '人民调解工作若干规定' },
  { name: '法治政府建设与责任落实督察工作规定' },
  { name: '全国人民调解工作规范' },
  {
    name: '全面推进依法行政实施纲要',
    outdated: '是2004年的文件，已被《法治政府建设实施纲要》取代，请核对后改引现行文件',
  },
  { name: '法治政府建设实施纲要（2015—2020年）', until: '2020-12-31' },
  { name: '法治政府建设实施纲要（2021—2025年）', until: '2025-12-31' },
  { name: '中央宣传部、司法部关于开展法治宣传教育的第八个五年规划（2021—2025年）', until: '2025-12-31' },
  { name: '乡村“法律明白人”培养工作规范（试行）' },
];

/** Words of another office's text that copying leaves behind (domain.md §4.4): none belongs into a township's report. */
export const foreignWords: readonly { readonly word: RegExp; readonly what: string }[] = [
  { word: /中心(?:内部|上下|干部职工|各项工作)/u, what: '“中心”是别的单位的说法' },
  { word: /机关事务(?:各项工作|集中统一管理)/u, what: '“机关事务”是机关事务管理单位的说法' },
  { word: /党组(?:理论学习)?/u, what: '乡镇设党委，不设党组' },
  { word: /我(?:局|院|校|司|街道|委)(?!会)/u, what: '这是别的单位的自称' },
];
