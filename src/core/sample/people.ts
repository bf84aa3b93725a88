/**
 * People of the sample township: 30 法律明白人 and 6 人民调解员 as the report counts them, and some cadres. All names are
 * made of a surname and 示例, so that nobody can be mistaken for a real person.
 */
import { MARK, TOWNSHIP, VILLAGES, type World } from './world.ts';

const SURNAMES =
  '冉 田 彭 白 石 杨 张 李 王 陈 黄 刘 吴 周 何 谭 罗 龙 向 覃 姚 秦 唐 邓 谢 熊 蒋 任 夏 邹 倪 简 庹 文 庞 胡 许 曾 赵 孙 朱 高 林 郑 梁 宋 韩 冯';
const ETHNIC = ['tujia', 'miao', 'han', 'tujia', 'tujia'];
const GROUPS = ['villageCadre', 'groupLeader', 'partyMember', 'womensFederation', 'fiveElders'];

export const LAW_SAVVY_PER_VILLAGE = 5;
export const lawSavvyKey = (village: string, index: number): string => `lawSavvy.${village}.${index}`;
export const mediatorKey = (village: string): string => `mediator.${village}`;
/** The first five are the Party committee, the first seven leading cadres; all are cadres of the township. */
export const CADRES = 12;
export const cadreKey = (index: number): string => `cadre.${index}`;

export function addPeople({ add, items, id }: World): void {
  const surnames = SURNAMES.split(' ');
  let named = 0;
  const nextName = (): string => `${surnames[named++] ?? '某'}${MARK}`;
  const about = (index: number) => ({
    sex: index % 3 === 0 ? 'female' : 'male',
    ethnicGroup: ETHNIC[index % 5] ?? 'han',
  });

  VILLAGES.forEach(({ key }, place) => {
    for (let index = 0; index < LAW_SAVVY_PER_VILLAGE; index++) {
      add({
        kind: 'person',
        key: lawSavvyKey(key, index),
        unit: key,
        values: {
          name: nextName(),
          roles: items([
            {
              role: 'lawSavvyPerson',
              state: 'active',
              exam: 'passed',
              priorityGroups: [GROUPS[index] ?? 'partyMember'],
            },
          ]),
          ...about(place + index),
          birthYear: 1964 + ((place * 7 + index * 5) % 30),
          group: `${index + 1}组`,
        },
        quote: '全乡确定法律明白人30名',
        invented: ['name', 'sex', 'ethnicGroup', 'birthYear', 'group'],
      });
    }
    add({
      kind: 'person',
      key: mediatorKey(key),
      unit: key,
      values: {
        name: nextName(),
        roles: items([
          {
            role: 'mediator',
            committee: id(`committee.${key}`),
            basis: 'elected',
            committeeRole: 'director',
            employment: 'partTime',
            term: { from: '2022-02-10', to: '2025-02-09' },
          },
        ]),
        ...about(place + 2),
        birthYear: 1968 + ((place * 3) % 20),
      },
      quote: '人民调解员6名',
      invented: ['name', 'sex', 'ethnicGroup', 'birthYear'],
    });
  });

  for (let index = 0; index < CADRES; index++) {
    const roles = [
      'officeCadre',
      ...(index < 7 ? ['leadingCadre'] : []),
      ...(index < 5 ? ['partyCommitteeMember'] : []),
    ];
    add({
      kind: 'person',
      key: cadreKey(index),
      unit: TOWNSHIP,
      values: { name: nextName(), roles: items(roles.map((role) => ({ role }))), ...about(index) },
      invented: ['name', 'roles', 'sex', 'ethnicGroup'],
    });
  }
}
