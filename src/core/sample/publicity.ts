/** Publicity of the sample township: the events the report names, and some invented ones that say 示例. */
import type { Values } from '#kinds/field.ts';
import { FROM_CASES, TOPICS } from './event-list.ts';
import { TOWNSHIP, VILLAGES, villageName, type World } from './world.ts';

const NUMBERS = '日期和数量为示例。';
const PEACE_EVENT =
  '在城墙村文化广场举办平安建设宣传活动，以发放宣传资料、悬挂横幅、解答群众法律咨询等形式进行，就《中华人民共和国宪法》《中华人民共和国民法典》、青少年保护等内容开展宣传';
const INTO = '广泛开展宪法宣传进村社、进校园等活动';
const DAYS = '组织开展“12·4”国家宪法日和宪法宣传周等集中宣传活动';

export function addPublicity(world: World): void {
  addNamedEvents(world);
  addConstitutionInVillages(world);
  addInventedEvents(world);
}

function addNamedEvents({ add, id }: World): void {
  const event = (values: Values, quote: string) =>
    add({
      kind: 'publicityEvent',
      unit: TOWNSHIP,
      values: { organiser: '双泉乡人民政府', note: NUMBERS, ...values },
      quote,
      invented: ['heldOn', 'audience', 'materials', 'banners', 'consultations'],
    });
  event(
    {
      heldOn: '2024-05-16',
      title: '城墙村平安建设宣传活动',
      themes: ['peaceBuilding', 'constitution', 'civilCode', 'youthProtection'],
      forms: ['materials', 'banners', 'consultation'],
      place: '城墙村文化广场',
      venue: id('cultureSquare'),
      settings: ['countryside'],
      villages: [id('chengqiang')],
      audience: 230,
      materials: 350,
      banners: 3,
      consultations: 26,
    },
    PEACE_EVENT,
  );
  event(
    {
      heldOn: '2024-12-04',
      title: '“12·4”国家宪法日集中宣传',
      themes: ['constitution'],
      forms: ['rally', 'materials', 'consultation'],
      place: '城墙村文化广场',
      keyDate: id('constitutionDay'),
      villages: [id('chengqiang')],
      audience: 180,
      materials: 260,
      banners: 2,
      consultations: 15,
    },
    DAYS,
  );
  event(
    {
      heldOn: '2024-12-02',
      title: '宪法宣传周集中宣传',
      themes: ['constitution'],
      forms: ['rally', 'materials', 'boardTour'],
      place: '双泉乡场镇',
      keyDate: id('constitutionWeek'),
      audience: 150,
      materials: 200,
      boards: 6,
    },
    DAYS,
  );
  event(
    {
      heldOn: '2024-12-05',
      title: '宪法宣传进校园',
      themes: ['constitution', 'youthProtection'],
      forms: ['lecture'],
      place: '乡内学校',
      settings: ['school'],
      audienceGroups: ['youth'],
      audience: 210,
      materials: 120,
    },
    INTO,
  );
}

/** 进村社: the sixth village had it with the event on its square. */
function addConstitutionInVillages({ add, id }: World): void {
  const days = ['2024-03-20', '2024-04-18', '2024-06-20', '2024-09-12', '2024-10-24'];
  VILLAGES.slice(0, 5).forEach(({ key, name }, index) => {
    add({
      kind: 'publicityEvent',
      unit: key,
      values: {
        heldOn: days[index] ?? '2024-11-01',
        title: `宪法宣传进${name}`,
        themes: ['constitution', ...(index % 2 === 0 ? ['civilCode'] : [])],
        forms: ['courtyardMeeting', 'materials'],
        place: `${name}村委会`,
        settings: ['countryside'],
        villages: [id(key)],
        audienceGroups: index === 2 ? ['elderly'] : ['villageCadre'],
        audience: 38 + index * 7,
        materials: 40 + index * 5,
        organiser: name,
        note: NUMBERS,
      },
      quote: INTO,
      invented: ['heldOn', 'forms', 'place', 'audienceGroups', 'audience', 'materials'],
    });
  });
}

function addInventedEvents({ add, id }: World): void {
  for (const { village, heldOn, title, themes, forms, audience, materials, mediationCase, more } of [
    ...FROM_CASES,
    ...TOPICS,
  ]) {
    add({
      kind: 'publicityEvent',
      unit: village,
      values: {
        heldOn,
        title: `${title}（示例）`,
        themes,
        forms,
        place: villageName(village),
        settings: ['countryside'],
        villages: [id(village)],
        audience,
        materials,
        organiser: villageName(village),
        ...(mediationCase === undefined ? {} : { mediationCase: id(mediationCase) }),
        ...more,
      },
      invented: ['title', 'heldOn', 'audience', 'materials'],
    });
  }
  add({
    kind: 'publicityEvent',
    unit: TOWNSHIP,
    values: {
      heldOn: '2024-01-26',
      title: '春节前普法集中宣传（示例）',
      themes: ['civilCode', 'youthProtection'],
      forms: ['rally', 'onlinePush'],
      place: '双泉乡场镇',
      audienceGroups: ['youth', 'migrantWorker'],
      audience: 160,
      materials: 180,
      pushes: 3,
      consultations: 12,
    },
    invented: ['title', 'heldOn', 'audience', 'materials', 'pushes', 'consultations'],
  });
}
