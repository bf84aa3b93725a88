/** 简报: an event or a training as one paragraph for a group chat or the office's bulletin, without anybody in it (domain.md §6.6). */
import { attendanceSum } from '#kinds/attendance.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { CountField } from '#kinds/field-types.ts';
import { publicityEvent, training } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { zhDay } from './day.ts';
import { fieldText, type Names } from './text.ts';

export interface BriefOf {
  readonly values: Values;
  readonly names: Names;
  /** Whose record it is. */
  readonly unit: string;
  /** Names on the rosters: a free text may hold one. */
  readonly people: readonly string[];
}

export const hasBrief = (kind: Kind): boolean => kind.name === publicityEvent.name || kind.name === training.name;

/** The paragraph; what was not written down is left out. Remarks, cases and whoever came stay where they are. */
export const briefOf = (kind: Kind, of: BriefOf): string =>
  kind.name === training.name ? trainingBrief(of) : eventBrief(of);

function eventBrief({ values, names, unit, people }: BriefOf): string {
  const say = sayIn(publicityEvent, values, names);
  const own = (field: string) => withoutPeople(textIn(values[field]), people);
  const [place, title, laws] = [own('place'), own('title'), own('laws')];
  const groups = say('audienceGroups');
  const villages = say('villages');
  const what = [
    `${dayIn(values)}${unit}${place === '' ? '' : `在${place}`}开展${quoted(title)}普法宣传活动`,
    villages === '' || villages === unit ? '' : `活动覆盖${villages}`,
    say('themes') === '' ? '' : `围绕${say('themes')}`,
    say('forms') === '' ? '' : `采取${say('forms')}等形式`,
    groups === '' ? '' : `面向${groups}`,
    laws === '' ? '' : `宣讲${laws.replace(/[。；\s]+$/, '')}`,
  ];
  return [sentence(what), figures(values), organisers(own('organiser'), own('coOrganisers'))].join('');
}

function trainingBrief({ values, names, unit, people }: BriefOf): string {
  const say = sayIn(training, values, names);
  const own = (field: string) => withoutPeople(textIn(values[field]), people);
  const [place, title, laws] = [own('place'), own('title'), own('laws')];
  const came = attendanceSum(values, names.person);
  const what = [
    `${dayIn(values)}${unit}${place === '' ? '' : `在${place}`}组织${quoted(title)}${say('type') || '培训'}`,
    say('audience') === '' ? '' : `参加对象为${say('audience')}`,
    laws === '' ? '' : `学习${laws.replace(/[。；\s]+$/, '')}`,
    came === undefined ? '' : `共${came}人参加`,
    typeof values['hours'] === 'number' ? `计${say('hours')}` : '',
  ];
  return [sentence(what), organisers(own('organiser'), own('coOrganiser'))].join('');
}

const textIn = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');
const dayIn = ({ heldOn }: Values): string => (typeof heldOn === 'string' ? `${zhDay(heldOn)}，` : '');
const quoted = (title: string): string => (title === '' ? '' : `“${title.replace(/[“”]/g, '')}”`);
const sentence = (parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('，')}。`;

const sayIn =
  (kind: Kind, values: Values, names: Names) =>
  (id: string): string => {
    const field = kind.fields[id];
    return field === undefined ? '' : fieldText(field, values[id], names, false);
  };

/** What was counted, in the order in which reports quote it. */
const COUNTS = [
  ['audience', '受众'],
  ['materials', '发放宣传资料'],
  ['banners', '悬挂横幅'],
  ['boards', '展出展板'],
  ['consultations', '解答法律咨询'],
  ['broadcasts', '播放广播'],
  ['pushes', '推送信息'],
  ['households', '走访入户'],
] as const;

function figures(values: Values): string {
  const counted = COUNTS.flatMap(([id, words]) => {
    const value = values[id];
    const field: CountField = publicityEvent.fields[id];
    return typeof value === 'number' && value > 0 ? [`${words}${value}${field.unit}`] : [];
  });
  return counted.length === 0 ? '' : sentence([`活动${counted.join('，')}`]);
}

const organisers = (organiser: string, others: string): string =>
  organiser === '' ? '' : sentence([`活动由${organiser}主办`, others === '' ? '' : `${others}协办`]);

/** Of papers and phones. Without looking back: Safari 14 cannot. */
const NUMBERS_OF_PEOPLE = /\d{17}[\dXx]|1\d{10}|0\d{2,3}-?\d{7,8}/g;

/** 田某 for 田大山; numbers of phones and papers are gone. */
function withoutPeople(text: string, people: readonly string[]): string {
  let told = text.replace(NUMBERS_OF_PEOPLE, '');
  for (const name of [...people].sort((a, b) => b.length - a.length)) {
    if (name.length >= 2 && told.includes(name)) told = told.split(name).join(`${Array.from(name)[0] ?? ''}某`);
  }
  return told.trim();
}
