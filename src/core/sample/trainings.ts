/** Trainings, study, oath and exam of the report. The days and lists of names are invented and say so. */
import type { Items, Values } from '#kinds/field.ts';
import { CADRES, cadreKey, LAW_SAVVY_PER_VILLAGE, lawSavvyKey, mediatorKey } from './people.ts';
import { TOWNSHIP, VILLAGES, villageName, type World } from './world.ts';

const DAY_AND_NAMES = '（日期、到会名单为示例）';

interface Study {
  readonly type: string;
  readonly heldOn: string;
  readonly title: string;
  readonly audience: readonly string[];
  readonly attendance?: Items;
  readonly quote?: string;
  readonly laws?: string;
  readonly more?: Values;
}

export function addTrainings(world: World): void {
  const { add, items } = world;
  const study = ({ type, heldOn, title, audience, attendance, quote, laws = title, more = {} }: Study) =>
    add({
      kind: 'training',
      unit: TOWNSHIP,
      values: {
        type,
        heldOn,
        title,
        audience,
        days: 1,
        organiser: '双泉乡人民政府',
        laws: `${laws}${DAY_AND_NAMES}`,
        ...(attendance === undefined ? {} : { attendance }),
        ...more,
      },
      ...(quote === undefined ? {} : { quote }),
      invented:
        quote === undefined
          ? Object.keys(more).concat('title', 'heldOn')
          : ['heldOn', 'attendance', ...Object.keys(more)],
    });
  const leaders = cadres(world, 7);
  const committee = cadres(world, 5);
  addJointTraining(world);

  study({
    type: 'ruleOfLawMeeting',
    heldOn: '2024-01-16',
    title: '2024年法治工作会议',
    audience: ['leadingCadre'],
    attendance: leaders,
    quote: '年初组织全体领导干部召开法治工作会议',
  });
  study({
    type: 'dutyReportOnLaw',
    heldOn: '2024-01-16',
    title: '党委班子成员述法',
    audience: ['partyCommitteeMember'],
    attendance: committee,
    quote: '党委班子成员将习近平法治思想学习情况作为述法重点进行汇报',
  });
  study({
    type: 'centralGroupStudy',
    heldOn: '2024-02-27',
    title: '习近平法治思想专题学习',
    audience: ['leadingCadre', 'partyCommitteeMember'],
    attendance: leaders,
    quote: '乡党委理论学习中心组坚持集中学法',
  });
  study({
    type: 'centralGroupStudy',
    heldOn: '2024-05-21',
    title: '宪法专题学习',
    audience: ['leadingCadre', 'partyCommitteeMember'],
    attendance: leaders,
    quote: '把宪法学习摆在突出位置',
    laws: '中华人民共和国宪法',
  });
  study({
    type: 'centralGroupStudy',
    heldOn: '2024-08-20',
    title: '全面依法治国新理念新思想新战略',
    audience: ['leadingCadre', 'partyCommitteeMember'],
    attendance: committee,
    quote: '深入学习习近平总书记全面依法治国新理念新思想新战略',
  });
  study({
    type: 'preMeetingStudy',
    heldOn: '2024-04-09',
    title: '会前学法：重点对象学法用法示范',
    audience: ['leadingCadre', 'stateStaff'],
    attendance: leaders,
    quote: '开展重点对象学法用法示范引领行动',
  });
  study({
    type: 'preMeetingStudy',
    heldOn: '2024-03-12',
    title: '依法行政：《全面推进依法行政实施纲要》',
    audience: ['leadingCadre', 'officeCadre'],
    attendance: cadres(world, CADRES),
    quote: '认真学习贯彻国务院《全面推进依法行政实施纲要》等',
  });
  study({
    type: 'preMeetingStudy',
    heldOn: '2024-10-15',
    title: '会前学法：行政复议法（示例）',
    audience: ['leadingCadre'],
    attendance: committee,
  });
  study({
    type: 'other',
    heldOn: '2024-07-05',
    title: '机关内部管理制度学习',
    audience: ['officeCadre'],
    attendance: cadres(world, CADRES),
    quote: '确保中心上下对内部管理制度学习贯彻落实到位',
  });
  study({
    type: 'other',
    heldOn: '2024-07-18',
    title: '村“两委”和乡属单位法治教育',
    audience: ['villageCadre', 'townshipUnitStaff'],
    quote: '分层分类加强机关领导干部、村“两委”干部、乡属各单位等人员的法治教育',
    more: {
      extraAttendees: items([
        { group: 'villageCadre', people: 18 },
        { group: 'townshipUnitStaff', people: 9 },
      ]),
    },
  });
  study({
    type: 'onlineStudy',
    heldOn: '2024-09-10',
    title: '全体干部在线学法',
    audience: ['leadingCadre', 'officeCadre'],
    attendance: cadres(world, CADRES),
    quote: '通过在线学习持续强化习近平法治思想、宪法法律、党内法规和行业性、专业性法律法规学习',
  });
  study({
    type: 'constitutionalOath',
    heldOn: '2024-12-04',
    title: '国家工作人员宪法宣誓',
    audience: ['stateStaff'],
    attendance: cadres(world, 3),
    quote: '严格落实国家工作人员宪法宣誓制度',
  });
  study({
    type: 'legalExam',
    heldOn: '2024-11-12',
    title: '领导干部法律知识考试',
    audience: ['leadingCadre'],
    attendance: cadres(world, 7, [920, 880, 760, 845, 900, 705, 590]),
    quote: '组织全乡领导干部开展法律知识考试',
    more: { examDue: 7, examTaken: 7, examPassed: 6 },
  });
}

/** 6月初 … 全乡50人参加会议: 36 on the two rosters and 14 guests. */
function addJointTraining(world: World): void {
  const { add, items, id } = world;
  const attendance: Record<string, Items[string]> = {};
  for (const { key } of VILLAGES) {
    const keys = Array.from({ length: LAW_SAVVY_PER_VILLAGE }, (_, index) => lawSavvyKey(key, index));
    for (const person of [...keys, mediatorKey(key)]) {
      attendance[id(person)] = { state: 'present', name: nameOf(world, id(person)), unit: villageName(key) };
    }
  }
  add({
    kind: 'training',
    key: 'jointTraining',
    unit: TOWNSHIP,
    values: {
      type: 'businessTraining',
      heldOn: '2024-06-03',
      title: '2024年人民调解员暨法律明白人培训会',
      audience: ['mediator', 'lawSavvyPerson'],
      days: 1,
      attendance,
      extraAttendees: items([{ group: 'villageCadre', people: 14 }]),
      expected: 50,
      organiser: '双泉乡党委、双泉乡人民政府',
      coOrganiser: '双泉乡司法所',
      laws: '人民调解法、民法典（6月初的哪一天、学习内容、36名在册人员和14名其他人员的分法为示例）',
    },
    quote: '6月初乡党委、政府联合乡司法所组织召开了2024年人民调解员暨法律明白人培训会，全乡50人参加会议',
    invented: ['heldOn', 'attendance', 'extraAttendees', 'laws'],
  });
}

/** The first cadres as attendees, with scores in tenths of a point where it was an exam. */
function cadres(world: World, count: number, scores: readonly number[] = []): Items {
  const list: Record<string, Items[string]> = {};
  for (let index = 0; index < count; index++) {
    const person = world.id(cadreKey(index));
    const score = scores[index];
    list[person] = {
      state: 'present',
      name: nameOf(world, person),
      unit: '双泉乡',
      ...(score === undefined ? {} : { score }),
    };
  }
  return list;
}

const nameOf = ({ records }: World, person: string): string => {
  const name = records.find(({ id }) => id === person)?.values.name;
  return typeof name === 'string' ? name : '';
};
