/** The facts of 双泉乡's report of 2024, entered through the screens by label and role, as a person would. */
import { expect, type Page } from '@playwright/test';
import { fillCase, goTo, openForm, openLedger, save, said, SIX_VILLAGES } from './steps.ts';

const inUnit = (page: Page, unit: string): Promise<unknown> =>
  page.getByRole('main').getByRole('combobox', { name: '单位' }).selectOption({ label: unit });
const fill = (page: Page, label: string, text: string): Promise<void> =>
  page.getByRole('main').getByRole('textbox', { name: label, exact: true }).fill(text);
const tick = async (page: Page, ...labels: string[]): Promise<void> => {
  for (const name of labels) await page.getByRole('main').getByRole('checkbox', { name, exact: true }).check();
};
const choose = (page: Page, group: string, label: string): Promise<void> =>
  page.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name: label, exact: true }).check();
const more = (page: Page): Promise<void> => page.getByRole('button', { name: /^更多信息/ }).click();

/** 全乡确定法律明白人30名，人民调解员6名: five of each village, and one mediator for each. */
export async function addRosters(page: Page): Promise<void> {
  for (const [at, village] of SIX_VILLAGES.entries()) {
    const names = ['甲', '乙', '丙', '丁', '戊'].map((given) => `${'彭石张王黄吴'.charAt(at)}明${given}`);
    await addPeople(page, village, '法律明白人', names);
  }
  await expect(page.getByRole('status').filter({ hasText: '共 31 条' })).toBeVisible();
  await addPeople(page, '双泉乡', '人民调解员', ['冉和平', '田公道', '白解忧', '何息事', '谭宁人', '罗如意']);
}

async function addPeople(page: Page, unit: string, role: string, names: readonly string[]): Promise<void> {
  await openLedger(page, '人员');
  await page.getByRole('link', { name: '批量添加' }).click();
  await fill(page, '姓名', names.join('\n'));
  await tick(page, role);
  await inUnit(page, unit);
  await expect(page.getByRole('list', { name: '将要添加的人' }).getByRole('checkbox', { checked: true })).toHaveCount(
    names.length,
  );
  await page.getByRole('button', { name: `保存 ${names.length} 人` }).click();
  await expect(page.getByRole('heading', { level: 1, name: '人员', exact: true })).toBeVisible();
  await expect(said(page)).toHaveText(`已存本机，加了 ${names.length} 人`);
}

/** 6月初 … 召开了2024年人民调解员暨法律明白人培训会，全乡50人参加会议: 36 of the rosters and 14 by head. */
export async function addTraining(page: Page): Promise<void> {
  await openForm(page, '培训学法', '记培训');
  await choose(page, '类型', '业务培训');
  await fill(page, '日期', '2024-06-05');
  await fill(page, '主题', '2024年人民调解员暨法律明白人培训会');
  await tick(page, '人民调解员', '法律明白人');
  await page.getByRole('button', { name: '全部到会' }).click();
  await expect(page.getByText('到会 36 / 36')).toBeVisible();
  await page.getByRole('button', { name: '添加名册外人员' }).click();
  const guests = page.getByRole('group', { name: '名册外人数' });
  await guests.getByRole('combobox', { name: /人群/ }).selectOption({ label: '村“两委”干部' });
  await guests.getByRole('textbox', { name: /人数/ }).fill('14');
  await more(page);
  await fill(page, '主办单位', '双泉乡党委、政府');
  await fill(page, '协办单位', '乡司法所');
  await save(page);
}

/** 在城墙村文化广场举办平安建设宣传活动，以发放宣传资料、悬挂横幅、解答群众法律咨询等形式进行. */
export async function addEvent(page: Page): Promise<void> {
  await openForm(page, '普法活动', '记普法');
  await inUnit(page, '城墙村');
  await fill(page, '活动日期', '2024-12-04');
  await fill(page, '活动名称', '平安建设宣传活动');
  await tick(page, '宪法', '民法典', '平安建设', '青少年保护', '发放宣传资料', '悬挂横幅', '法律咨询');
  await fill(page, '地点', '城墙村文化广场');
  await fill(page, '受众', '320');
  await fill(page, '发放资料', '500');
  await fill(page, '横幅', '6');
  await fill(page, '咨询', '60');
  await save(page);
}

export async function addCase(page: Page): Promise<void> {
  await goTo(page, '首页');
  await page.getByRole('link', { name: '记调解' }).click();
  await inUnit(page, '永祥村');
  await fillCase(page, { status: '调解成功' });
  await choose(page, '协议形式', '口头协议');
  await fill(page, '受理日期', '2024-05-06');
  await fill(page, '结案日期', '2024-05-08');
  await save(page);
}

/** 零报告 of May: one tap and the days. */
export async function addScreening(page: Page): Promise<void> {
  await openForm(page, '矛盾纠纷排查', '记排查');
  await choose(page, '排查时段的单位', '自选日期');
  await page.getByLabel('从', { exact: true }).fill('2024-05-01');
  await page.getByLabel('到', { exact: true }).fill('2024-05-31');
  await fill(page, '发现', '0');
  await save(page);
}

/** 各村配齐矛盾纠纷调解室. */
export async function addVenues(page: Page): Promise<void> {
  for (const village of SIX_VILLAGES) {
    await openForm(page, '阵地', '加阵地');
    await inUnit(page, village);
    await choose(page, '类型', '矛盾纠纷调解室');
    await fill(page, '名称', `${village}矛盾纠纷调解室`);
    await more(page);
    await fill(page, '建成日期', '2024-03-01');
    await save(page);
  }
}

/** “一把手”对全乡法治建设重要工作亲自部署. */
export async function addDuty(page: Page): Promise<void> {
  await openForm(page, '履职记录', '记履职');
  await fill(page, '日期', '2024-01-15');
  await choose(page, '类型', '第一责任人履职');
  await choose(page, '履职方式', '亲自部署');
  await fill(page, '事项', '部署全年法治建设工作');
  await save(page);
}

/** 二、法治政府建设存在的不足. */
export async function addShortcomings(page: Page): Promise<void> {
  for (const problem of ['法治建设工作机制还不够完善', '法治建设的保障力度还不够大']) {
    await openForm(page, '问题整改', '记整改');
    await fill(page, '发现日期', '2024-11-20');
    await fill(page, '存在问题', problem);
    await save(page);
  }
}

export async function addService(page: Page): Promise<void> {
  await openForm(page, '服务记录', '记服务');
  await fill(page, '日期', '2024-08-09');
  await page.getByRole('button', { name: /人员/ }).first().click();
  await page.getByRole('combobox', { name: '查找人员' }).fill('吴明甲');
  await page.getByRole('option', { name: /吴明甲/ }).click();
  await choose(page, '类型', '宣传政策法律');
  await fill(page, '人次', '12');
  await save(page);
}

const TASKS = [
  '确定法律明白人',
  '配备人民调解员',
  '人民调解员暨法律明白人培训会',
  '人民调解员、法律明白人培训人次',
  '平安建设宣传活动',
  '发放宣传资料',
  '各村配齐矛盾纠纷调解室',
] as const;

export async function addTasks(page: Page): Promise<void> {
  await goTo(page, '任务');
  await page.getByRole('link', { name: '从报告任务里选' }).click();
  for (const title of TASKS) await page.getByRole('checkbox', { name: new RegExp(`^${title}(?!、)`) }).check();
  await page.getByRole('button', { name: `添加 ${TASKS.length} 项到2024年` }).click();
  await expect(page.getByRole('heading', { level: 1, name: '任务' })).toBeVisible();
}
