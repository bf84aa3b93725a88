/** Invented publicity of the sample township in short; every title is marked when it becomes a record. */
import type { Values } from '#kinds/field.ts';

export interface Invented {
  readonly village: string;
  readonly heldOn: string;
  readonly title: string;
  readonly themes: readonly string[];
  readonly forms: readonly string[];
  readonly audience: number;
  readonly materials: number;
  /** Key of the case from which the law was explained. */
  readonly mediationCase?: string;
  readonly more?: Values;
}

export const FROM_CASES: readonly Invented[] = [
  {
    village: 'yongxiang',
    heldOn: '2024-04-02',
    title: '邻里排水纠纷以案释法',
    themes: ['civilCode'],
    forms: ['courtyardMeeting'],
    audience: 26,
    materials: 20,
    mediationCase: 'case.1',
  },
  {
    village: 'tianma',
    heldOn: '2024-05-28',
    title: '山林界址以案释法',
    themes: ['civilCode'],
    forms: ['courtyardMeeting'],
    audience: 31,
    materials: 25,
    mediationCase: 'case.2',
  },
  {
    village: 'changpu',
    heldOn: '2024-07-23',
    title: '赡养纠纷以案释法',
    themes: ['civilCode'],
    forms: ['homeVisit'],
    audience: 9,
    materials: 9,
    mediationCase: 'case.3',
  },
  {
    village: 'qingkou',
    heldOn: '2024-08-15',
    title: '民间借贷以案释法',
    themes: ['civilCode'],
    forms: ['courtyardMeeting'],
    audience: 22,
    materials: 20,
    mediationCase: 'case.4',
  },
  {
    village: 'chengqiang',
    heldOn: '2024-11-20',
    title: '交通事故赔偿以案释法',
    themes: ['civilCode'],
    forms: ['lecture'],
    audience: 40,
    materials: 35,
    mediationCase: 'case.6',
  },
];
export const TOPICS: readonly Invented[] = [
  {
    village: 'shuangshi',
    heldOn: '2024-06-15',
    title: '防范非法集资宣传',
    themes: ['illegalFundraising'],
    forms: ['materials', 'broadcast'],
    audience: 45,
    materials: 60,
    more: { broadcasts: 4 },
  },
  {
    village: 'changpu',
    heldOn: '2024-06-18',
    title: '安全生产月宣传',
    themes: ['workSafety'],
    forms: ['materials', 'banners'],
    audience: 60,
    materials: 80,
    more: { banners: 2 },
  },
  {
    village: 'qingkou',
    heldOn: '2024-03-28',
    title: '反诈院坝会',
    themes: ['telecomFraud'],
    forms: ['courtyardMeeting'],
    audience: 35,
    materials: 40,
  },
  {
    village: 'tianma',
    heldOn: '2024-09-26',
    title: '反诈入户走访',
    themes: ['telecomFraud'],
    forms: ['homeVisit'],
    audience: 64,
    materials: 64,
    more: { households: 32 },
  },
  {
    village: 'yongxiang',
    heldOn: '2024-10-11',
    title: '乡村振兴法治讲座',
    themes: ['ruralRevitalisation'],
    forms: ['lecture'],
    audience: 33,
    materials: 30,
  },
];
