import { describe, expect, test } from 'vitest';
import type { CodeList } from '#kinds/code-list.ts';
import type { Fields } from '#kinds/field.ts';
import { kinds } from '#kinds/index.ts';
import { agreementForms, caseSources, caseStatuses, committeeKinds, disputeTypes } from '#kinds/codes.ts';
import { trainingTypes } from '#kinds/codes-work.ts';
import authority from './domain-codes.json' with { type: 'json' };

const pairs = (list: CodeList) => list.codes.map(({ id, zh }) => ({ id, zh }));

describe('domain.md §2.6 is the spelling authority', () => {
  test('18 dispute types with code and roll-up to 15', () => {
    const written = disputeTypes.codes.map(({ code, id, zh, rollup15 }) => ({ code, id, zh, rollup15 }));
    expect(written).toEqual(authority.disputeTypes);
    expect(new Set(written.map(({ rollup15 }) => rollup15)).size).toBe(15);
  });

  test('case sources on two levels', () => {
    const written = caseSources.codes.map(({ id, zh, parent }) =>
      parent === undefined ? { id, zh } : { id, zh, parent },
    );
    expect(written).toEqual(authority.caseSources);
  });

  test('committee kinds', () => expect(committeeKinds.codes.map(({ zh }) => zh)).toEqual(authority.committeeKinds));
  test('agreement forms', () => expect(pairs(agreementForms)).toEqual(authority.agreementForms));
  test('outcomes are states of a case', () =>
    expect(pairs(caseStatuses)).toEqual(expect.arrayContaining(authority.outcomes)));

  test('prevention figures stand in the screening', () => {
    const screening = kinds.find(({ name }) => name === 'screening');
    const ids = authority.prevention.map(({ id }) => (id === 'screening' ? 'screened' : id));
    expect(ids.filter((id) => screening?.fields[id]?.type !== 'count')).toEqual([]);
  });
});

describe('records.md, lists', () => {
  const words = (list: CodeList) => list.codes.map(({ zh }) => zh).join(' ');
  const listOf = (kindName: string, ...path: string[]): CodeList => {
    let fields: Fields = kinds.find(({ name }) => name === kindName)?.fields ?? {};
    for (const id of path) {
      const field = fields[id];
      if (field !== undefined && 'list' in field) return field.list;
      if (field !== undefined && 'fields' in field) ({ fields } = field);
    }
    throw new Error(`${kindName} has no list at ${path.join('.')}`);
  };

  test.each([
    ['mediationCase status', '登记 受理 调解中 调解成功 调解不成 终止调解 不予受理', false],
    ['mediationCase terminationReason', '一方明确拒绝 当事人撤回申请 要求终止 其他', false],
    ['mediationCase parties side', '当事人（甲方） 当事人（乙方）', false],
    ['mediationCase parties applicationSide', '申请人 被申请人', false],
    ['mediationCase difficulty', '简易 一般 疑难复杂 重大', true],
    ['mediationCase risk', '无 可能激化 已报告', false],
    ['mediationCase language', '汉语 土家语 苗语', true],
    ['mediationCase openness', '公开 不公开', false],
    ['mediationCase routesAdvised', '仲裁 行政 诉讼', false],
    ['mediationCase performance', '待履行 部分履行 已履行 未履行', false],
    ['mediationCase judicialConfirmation state', '未申请 已申请 已确认 驳回 撤回', false],
    ['mediationCase review state', '待审核 已审核 退回补正', false],
    [
      'training type',
      '业务培训 中心组学法 会前学法 法治工作会议 述法 法律知识考试 宪法宣誓 在线学习 旁听庭审 其他',
      true,
    ],
    [
      'training audience',
      '人民调解员 法律明白人 领导干部 党委班子成员 机关干部 国家工作人员 村“两委”干部 乡属单位人员 青少年（学生） 村民',
      true,
    ],
    ['training attendance state', '到 迟到 请假 缺席 补学', false],
    ['publicityEvent themes', '宪法 民法典 平安建设 青少年保护 乡村振兴 电信网络诈骗 防范非法集资 安全生产', true],
    [
      'publicityEvent forms',
      '集中宣传 发放宣传资料 悬挂横幅 法律咨询 法治讲座 院坝会 入户走访 文艺演出 展板巡展 广播/LED 线上推送 知识竞赛 模拟法庭',
      true,
    ],
    ['publicityEvent settings', '机关 乡村 社区 学校 企业 单位 网络', true],
    [
      'person roles role',
      '人民调解员 法律明白人 法治带头人 法律顾问 领导干部 党委班子成员 机关干部 村“两委”干部 乡属单位人员 网格员 学法用法示范户',
      false,
    ],
    ['person roles basis', '委员 聘任', false],
    ['serviceEntry type', '宣传政策法律 引导法律服务 参与化解 参与治理', false],
    [
      'venue type',
      '矛盾纠纷调解室 法治宣传教育中心 法治文化广场 法治元素点位（休闲健身场所） 宣传栏 公共法律服务室 法律图书角',
      true,
    ],
    ['venue state', '在建 建成 提升', false],
    [
      'dutyEntry type',
      '第一责任人履职 会议研究法治 制度建设 政务公开 合法性审查 重大决策 普法需求调查 经费保障 其他',
      true,
    ],
    ['rectification source', '督察 自查 群众反映', true],
    ['annualTask section', '学法 普法 依法行政 化解纠纷 组织保障', false],
  ] as const)('%s', (path, spelled, open) => {
    const [kind = '', ...rest] = path.split(' ');
    const list = listOf(kind, ...rest);
    expect({ words: words(list), open: list.open }).toEqual({ words: spelled, open });
  });

  test('each training type says whether it counts as 培训场次', () => {
    expect(trainingTypes.codes.filter(({ countsAsTraining }) => countsAsTraining === undefined)).toEqual([]);
  });

  const listsIn = (fields: Fields): CodeList[] =>
    Object.values(fields).flatMap((field) =>
      'list' in field ? [field.list] : 'fields' in field ? listsIn(field.fields) : [],
    );
  const lists = new Set(kinds.flatMap(({ fields }) => listsIn(fields)));

  test('no two lists share a name, since township entries are kept by it', () => {
    expect(new Set([...lists].map(({ name }) => name)).size).toBe(lists.size);
  });

  test.each([...lists].map((list) => [list.name, list] as const))(
    '%s: ids and names are told apart',
    (_name, { codes }) => {
      expect(new Set(codes.map(({ id }) => id)).size).toBe(codes.length);
      expect(new Set(codes.map(({ zh }) => zh)).size).toBe(codes.length);
    },
  );

  test('细类 is local and open, under the names of the types', () => {
    const list = listOf('mediationCase', 'disputeSubtype');
    const types = disputeTypes.codes.map(({ zh }) => zh);
    expect(list.open).toBe(true);
    expect(list.codes.filter(({ parent = '' }) => !types.includes(parent))).toEqual([]);
  });

  test('56 ethnic groups (GB/T 3304), with the codes that are known', () => {
    const list = listOf('person', 'ethnicGroup');
    expect(list.codes.slice(0, 3).map(({ zh, code }) => [zh, code])).toEqual([
      ['土家族', '15'],
      ['苗族', '06'],
      ['汉族', '01'],
    ]);
    expect(new Set(list.codes.map(({ code }) => code)).size).toBe(56);
  });
});
