import { expect, test } from 'vitest';
import { browserOf, isInApp, isTooOld, type Browser } from '#core/browser.ts';

const android = (device: string, rest: string) =>
  `Mozilla/5.0 (Linux; ${device}) AppleWebKit/537.36 (KHTML, like Gecko) ${rest}`;
const iphone = (os: string, rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${rest}`;

type Row = readonly [name: string, agent: string, shell: Browser['shell'], system: Browser['system'], version: number];

/** The shells of domain.md §7.1, with the kernels named there, and the usual ones beside them. */
const rows: readonly Row[] = [
  [
    'WeChat 8.0.42 on Android',
    android(
      'Android 13; V2230A Build/TP1A; wv',
      'Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5197 MMWEBSDK/20230805 MMWEBID/1 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
    ),
    'wechat',
    'android',
    107,
  ],
  [
    'WeChat 8.0.57 on Android',
    android(
      'Android 14; 23049RAD8C Build/UKQ1; wv',
      'Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300473 MicroMessenger/8.0.57.2820(0x28003933) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64',
    ),
    'wechat',
    'android',
    130,
  ],
  [
    'WeChat on iOS',
    iphone('16_6', 'Mobile/15E148 MicroMessenger/8.0.49(0x1800312b) NetType/WIFI Language/zh_CN'),
    'wechat',
    'ios',
    16,
  ],
  [
    'WeChat on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555',
    'wechat',
    'windows',
    116,
  ],
  [
    'WeCom on Android',
    android(
      'Android 12; M2102J2SC',
      'Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1 NetType/WIFI Language/zh',
    ),
    'wechat',
    'android',
    116,
  ],
  [
    'DingTalk on Android',
    android(
      'Android 12; HMA-AL00; wv',
      'Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 AliApp(DingTalk/7.1.0) com.alibaba.android.rimet/1 Channel/1 language/zh-CN',
    ),
    'app',
    'android',
    100,
  ],
  [
    'QQ app on Android',
    android(
      'Android 12; PEEM00; wv',
      'Version/4.0 Chrome/98.0.4758.102 MQQBrowser/6.2 TBS/046271 Mobile Safari/537.36 V1_AND_SQ_8.9.28_1 QQ/8.9.28.10155 NetType/WIFI',
    ),
    'app',
    'android',
    98,
  ],
  [
    'Huawei browser 14 on Android-based HarmonyOS',
    android(
      'Android 12; HarmonyOS; NOH-AN00; HMSCore 6.13.0.302',
      'Chrome/99.0.4844.88 HuaweiBrowser/14.0.5.303 Mobile Safari/537.36',
    ),
    'huawei',
    'android',
    99,
  ],
  [
    'Huawei browser 17 on a HarmonyOS tablet',
    android(
      'Android 12; HarmonyOS; DBY-W09; HMSCore 6.15.0.302',
      'Chrome/132.0.6834.83 HuaweiBrowser/17.0.8.300 Safari/537.36',
    ),
    'huawei',
    'android',
    132,
  ],
  [
    'Huawei browser on HarmonyOS NEXT',
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/17.0.4.300',
    'huawei',
    'harmony',
    114,
  ],
  [
    'Xiaomi browser 18.6',
    android(
      'U; Android 14; zh-cn; 2211133C Build/UKQ1.230804.001',
      'Version/4.0 Chrome/119.0.6045.193 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.6.70424',
    ),
    'miui',
    'android',
    119,
  ],
  [
    'Xiaomi browser 12.8',
    android(
      'U; Android 10; zh-cn; Redmi Note 8',
      'Version/4.0 Chrome/71.0.3578.141 Mobile Safari/537.36 XiaoMi/MiuiBrowser/12.8.16',
    ),
    'miui',
    'android',
    71,
  ],
  [
    'OPPO browser',
    android(
      'U; Android 11; zh-cn; PEGM00 Build/RKQ1',
      'Version/4.0 Chrome/70.0.3538.80 Mobile Safari/537.36 HeyTapBrowser/40.7.25.1',
    ),
    'oppo',
    'android',
    70,
  ],
  [
    'vivo browser 19.3 on Android 14',
    android(
      'Android 14; V2254A Build/UP1A; wv',
      'Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/19.3.1.0',
    ),
    'vivo',
    'android',
    87,
  ],
  [
    'Quark 6.4',
    android('U; Android 12; zh-CN; LIO-AN00', 'Version/4.0 Chrome/100.0.4896.58 Quark/6.4.5.231 Mobile Safari/537.36'),
    'quark',
    'android',
    100,
  ],
  [
    'UC 15.5',
    android(
      'U; Android 12; zh-CN; M2012K11AC',
      'Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.5.8.1248 Mobile Safari/537.36',
    ),
    'uc',
    'android',
    100,
  ],
  [
    'QQ browser 14.9',
    android(
      'U; Android 12; zh-cn; V2049A Build/SP1A',
      'Version/4.0 Chrome/98.0.4758.102 MQQBrowser/14.9 Mobile Safari/537.36 COVC/046811',
    ),
    'qq',
    'android',
    98,
  ],
  [
    'Baidu 13.52',
    android(
      'Android 12; M2007J3SC; wv',
      'Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.52 SP-engine/2.90.0 baiduboxapp/13.52.0.10 (Baidu; P1 12)',
    ),
    'baidu',
    'android',
    97,
  ],
  [
    'Sogou 5.38',
    android(
      'Android 11; PEAM00',
      'Version/4.0 Chrome/91.0.4472.114 Mobile Safari/537.36 SogouMSE,SogouMobileBrowser/5.38.3',
    ),
    'sogou',
    'android',
    91,
  ],
  ['Chrome on Android', android('Android 10; K', 'Chrome/124.0.0.0 Mobile Safari/537.36'), 'chrome', 'android', 124],
  [
    'Edge on Android',
    android('Android 10; K', 'Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.2478.64'),
    'edge',
    'android',
    124,
  ],
  [
    'Firefox on Android',
    'Mozilla/5.0 (Android 13; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0',
    'firefox',
    'android',
    125,
  ],
  ['Safari on iOS 14', iphone('14_8', 'Version/14.1.2 Mobile/15E148 Safari/604.1'), 'safari', 'ios', 14],
  ['Safari on iOS 17', iphone('17_4', 'Version/17.4 Mobile/15E148 Safari/604.1'), 'safari', 'ios', 17],
  ['Chrome on iOS', iphone('17_4', 'CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1'), 'chrome', 'ios', 17],
  ['Edge on iOS', iphone('17_4', 'Version/17.0 EdgiOS/124.0.2478.71 Mobile/15E148 Safari/604.1'), 'edge', 'ios', 17],
  ['Firefox on iOS', iphone('16_1', 'FxiOS/125.1 Mobile/15E148 Safari/605.1.15'), 'firefox', 'ios', 16],
  [
    'Chrome on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
    'chrome',
    'windows',
    109,
  ],
  [
    'Edge on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0',
    'edge',
    'windows',
    124,
  ],
  [
    'Firefox on Linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0',
    'firefox',
    'linux',
    115,
  ],
  [
    'Safari on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    'safari',
    'mac',
    17,
  ],
  ['an unknown program', 'curl/8.5', 'other', 'other', 0],
];

test.each(rows)('%s is recognised', (_name, agent, shell, system, version) => {
  const browser = browserOf(agent);
  expect([browser.shell, browser.system, browser.version]).toEqual([shell, system, version]);
});

test('an iPad that calls itself a Mac is told apart by its touch screen', () => {
  const agent =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Safari/605.1.15';
  expect(browserOf(agent, 5)).toEqual({ shell: 'safari', system: 'ios', engine: 'webkit', version: 16 });
  expect(browserOf(agent, 0).system).toBe('mac');
});

const named = (name: string): Browser => browserOf(rows.find((row) => row[0] === name)?.[1] ?? '');

test('WeChat and other apps are told apart from browsers', () => {
  expect(isInApp(named('WeChat on iOS'))).toBe(true);
  expect(isInApp(named('DingTalk on Android'))).toBe(true);
  expect(isInApp(named('QQ browser 14.9'))).toBe(false);
});

test('an engine below the floor is known as such, an unknown one is not judged', () => {
  expect(isTooOld(named('OPPO browser'))).toBe(true);
  expect(isTooOld(named('vivo browser 19.3 on Android 14'))).toBe(false);
  expect(isTooOld(named('Safari on iOS 14'))).toBe(false);
  expect(isTooOld(named('an unknown program'))).toBe(false);
});
