import { expect, test } from 'vitest';
import { browserOf } from '#core/browser.ts';
import { guideOf } from '#pages/mine/install-guide.ts';

const android = (rest: string) =>
  `Mozilla/5.0 (Linux; Android 12; Phone) AppleWebKit/537.36 (KHTML, like Gecko) ${rest}`;
const iphone = (os: string, rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${rest}`;
const guide = (agent: string, touch = 0) => guideOf(browserOf(agent, touch));
const all = (agent: string) => {
  const { first, browser, steps, notes } = guide(agent);
  return [first, browser, ...steps.map(({ text }) => text), ...notes].join('\n');
};

test.each([
  [
    'WeChat on Android',
    android('Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300473 MicroMessenger/8.0.57'),
    '微信',
  ],
  ['WeChat on iOS', iphone('16_6', 'Mobile/15E148 MicroMessenger/8.0.49'), '微信'],
  ['DingTalk', android('Chrome/100.0.0.0 Mobile Safari/537.36 AliApp(DingTalk/7.1.0)'), '别的应用'],
])('%s sends one to a real browser and offers the address', (_name, agent, said) => {
  expect(guide(agent).elsewhere).toBe(true);
  expect(all(agent)).toContain('在浏览器打开');
  expect(all(agent)).toContain(said);
});

test.each([
  ['Huawei', 'Chrome/99.0.4844.88 HuaweiBrowser/14.0.5.303 Mobile Safari/537.36', '桌面'],
  ['Xiaomi', 'Chrome/119.0.6045.193 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.6', '桌面快捷方式'],
  ['OPPO', 'Chrome/100.0.0.0 Mobile Safari/537.36 HeyTapBrowser/45.7', '存到手机'],
  ['vivo', 'Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/19.3.1', '改用 Chrome'],
  ['UC', 'Chrome/100.0.4896.58 UCBrowser/15.5.8 Mobile Safari/537.36', '添加书签'],
  ['QQ', 'Chrome/98.0.4758.102 MQQBrowser/14.9 Mobile Safari/537.36', '添加书签'],
  ['Quark', 'Chrome/100.0.4896.58 Quark/6.4 Mobile Safari/537.36', '添加书签'],
  ['Baidu', 'Chrome/97.0.4692.98 Mobile Safari/537.36 baiduboxapp/13.52', '添加书签'],
  ['Chrome', 'Chrome/124.0.0.0 Mobile Safari/537.36', '右上角三个点'],
  ['Edge', 'Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0', '添加到手机'],
])('%s on Android says where its own menu has the icon', (_name, rest, said) => {
  expect(all(android(rest))).toContain(said);
  expect(guide(android(rest)).elsewhere).toBe(false);
});

test('HarmonyOS NEXT is told honestly that there is no icon', () => {
  const agent =
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/17';
  expect(all(agent)).toContain('不能把网页放到桌面');
  expect(all(agent)).not.toContain('点“法治台账”图标');
});

test('on iOS records do not follow into the icon, and the guide says so before it is too late', () => {
  const safari = iphone('17_4', 'Version/17.4 Mobile/15E148 Safari/604.1');
  expect(all(safari)).toContain('添加到主屏幕');
  expect(guide(safari).first).toContain('先导出备份');
  expect(guide(iphone('15_6', 'CriOS/110.0 Mobile/15E148 Safari/604.1')).elsewhere).toBe(true);
  expect(guide(iphone('17_4', 'CriOS/124.0 Mobile/15E148 Safari/604.1')).elsewhere).toBe(false);
});

test('an engine below the floor is told first of all', () => {
  expect(guide(android('Chrome/70.0.3538.80 Mobile Safari/537.36 HeyTapBrowser/40.7')).notes[0]).toContain('版本太旧');
});

test('desktops name their own place, and Firefox says what it cannot do', () => {
  const windows =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36';
  expect(all(windows)).toContain('地址栏');
  expect(all(`${windows} Edg/124.0.0.0`)).toContain('将此站点作为应用安装');
  expect(all('Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0')).toContain('不能把网页装成应用');
});

test('wherever one stays, it is said that clearing the browser clears the ledger', () => {
  expect(all(android('Chrome/124.0.0.0 Mobile Safari/537.36'))).toContain('导出备份');
});
