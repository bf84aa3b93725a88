/** Places, duties, shortcomings, screenings and services of the sample township. */
import { addDays, monthEnd } from '#core/day.ts';
import { lawSavvyKey } from './people.ts';
import { TOWNSHIP, VILLAGES, type World } from './world.ts';

export function addWork(world: World): void {
  addVenues(world);
  addDuties(world);
  addRectifications(world);
  addScreenings(world);
  addServices(world);
}

function addVenues({ add }: World): void {
  for (const { key, name } of VILLAGES) {
    add({
      kind: 'venue',
      unit: key,
      values: { type: 'mediationRoom', name: `${name}矛盾纠纷调解室`, state: 'built' },
      quote: '各村配齐矛盾纠纷调解室',
    });
  }
  const building = '积极建设法治宣传教育中心、法治文化广场等';
  add({
    kind: 'venue',
    unit: TOWNSHIP,
    values: { type: 'publicityCentre', name: '双泉乡法治宣传教育中心', state: 'building' },
    quote: building,
  });
  add({
    kind: 'venue',
    key: 'cultureSquare',
    unit: 'chengqiang',
    values: { type: 'cultureSquare', name: '城墙村文化广场（法治文化广场）', state: 'built', place: '城墙村' },
    quote: building,
  });
  add({
    kind: 'venue',
    unit: 'chengqiang',
    values: { type: 'lawElements', name: '休闲健身场所法治元素点位', state: 'built', place: '城墙村（地点为示例）' },
    quote: '在老年人日常休闲娱乐和锻炼身体的场所加入法治元素',
    invented: ['place'],
  });
}

const OPEN = '主动向社会公布相关政策、数据、文件等信息，积极推进政务信息公开各项工作';
const DAY = '日期为示例。';

function addDuties({ add }: World): void {
  const duty = (
    on: string,
    type: string,
    title: string,
    quote: string | null,
    more: { [field: string]: string | number } = {},
  ) =>
    add({
      kind: 'dutyEntry',
      unit: TOWNSHIP,
      values: { on, type, title: quote === null ? `${title}（示例）` : title, note: DAY, ...more },
      ...(quote === null ? {} : { quote }),
      invented: ['on', ...(quote === null ? ['title'] : []), ...Object.keys(more).filter((field) => field !== 'act')],
    });
  const head = { who: '党政主要负责人' };
  duty('2024-01-16', 'firstResponsible', '部署全乡法治建设重要工作', '“一把手”对全乡法治建设重要工作亲自部署', {
    act: 'deployed',
    ...head,
  });
  duty('2024-04-22', 'firstResponsible', '过问法治建设重大问题', '重大问题亲自过问', { act: 'inquired', ...head });
  duty('2024-08-06', 'firstResponsible', '协调法治建设重点环节', '重点环节亲自协调', { act: 'coordinated', ...head });
  duty('2024-11-05', 'firstResponsible', '督办法治建设重要任务', '重要任务亲自督办', { act: 'supervised', ...head });
  duty('2024-03-05', 'ruleMaking', '制定完善内部管理制度', '根据相关法规制定完善中心内部各项管理制度');
  duty('2024-04-26', 'ruleMaking', '更新行政决策制度', '及时更新相关行政决策制度等');
  const topics = ['政策', '数据', '文件'];
  for (let month = 1; month <= 12; month++) {
    const on = `2024-${String(month).padStart(2, '0')}-25`;
    const topic = topics[month % 3] ?? '文件';
    duty(on, 'openGovernment', `公布${topic}信息`, OPEN, {
      channel: '公开栏',
      quantity: 2 + (month % 4),
      quantityUnit: '条',
    });
  }
  duty('2024-02-06', 'meeting', '乡长办公会研究法治政府建设', null);
  duty('2024-09-03', 'meeting', '党委会研究普法依法治理', null);
}

/** The two shortcomings of part two; what is to be done about them stands in part three. */
function addRectifications({ add }: World): void {
  const rectification = (problem: string, cause: string, measure: string) =>
    add({
      kind: 'rectification',
      unit: TOWNSHIP,
      values: {
        foundOn: '2024-12-16',
        source: 'selfCheck',
        problem,
        cause,
        measure,
        responsible: '双泉乡人民政府（日期为示例）',
        dueOn: '2025-12-31',
      },
      quote: problem,
      invented: ['foundOn', 'dueOn'],
    });
  rectification(
    '法治建设工作机制还不够完善',
    '各部门之间的协调配合还不够紧密，信息沟通还不够顺畅，工作机制还不够完善，影响了法治建设工作的整体效果',
    '将相应的普法责任分解到各责任单位',
  );
  rectification(
    '法治建设的保障力度还不够大',
    '我乡在法治建设方面缺乏一定的懂法专业人才支持，各村法律明白人业务知识较欠缺，法治建设的保障力度还不够强',
    '进一步提高政治站位、加强学习实践，着力弥补差距、补齐短板',
  );
}

/** One round a quarter and village; the last village owes the last round. */
function addScreenings({ add }: World): void {
  VILLAGES.forEach(({ key }, place) => {
    for (let quarter = 0; quarter < (place === 4 ? 3 : 4); quarter++) {
      const from = `2024-${String(quarter * 3 + 3).padStart(2, '0')}-01`;
      const found = (place + quarter) % 3 === 0 ? 0 : 1 + ((place * quarter) % 2);
      add({
        kind: 'screening',
        unit: key,
        values: {
          period: { from, to: monthEnd(from) },
          screened: 1,
          found,
          settled: found,
          prevented: found > 1 ? 1 : 0,
          note: '示例：每季度一次',
        },
        invented: ['period', 'screened', 'found', 'settled', 'prevented'],
      });
    }
  });
}

const SERVICES = ['publicity', 'guidance', 'disputeHelp', 'governance'];

function addServices({ add, id }: World): void {
  VILLAGES.forEach(({ key }, place) => {
    for (let index = 0; index < 5 - (place % 3); index++) {
      add({
        kind: 'serviceEntry',
        unit: key,
        values: {
          on: addDays('2024-02-18', place * 11 + index * 63),
          person: id(lawSavvyKey(key, index)),
          type: SERVICES[(place + index) % 4] ?? 'publicity',
          people: 3 + ((place * 5 + index * 4) % 12),
          note: '示例',
        },
        invented: ['on', 'person', 'type', 'people'],
      });
    }
  });
}
