/**
 * Which browser this is, read from its user-agent string (domain.md §7.1): only to word the install guide and to warn
 * where something is known not to work. What can be asked of the browser itself is asked, never guessed from here.
 */

/** The app around the page. `app` is another app's web view (DingTalk, Alipay, QQ …), where nothing can be installed. */
type Shell =
  | 'wechat'
  | 'app'
  | 'huawei'
  | 'miui'
  | 'oppo'
  | 'vivo'
  | 'uc'
  | 'qq'
  | 'quark'
  | 'baidu'
  | 'sogou'
  | 'samsung'
  | 'edge'
  | 'firefox'
  | 'chrome'
  | 'safari'
  | 'other';

/** `harmony` is HarmonyOS NEXT; earlier HarmonyOS is an Android. */
type System = 'android' | 'harmony' | 'ios' | 'windows' | 'mac' | 'linux' | 'other';

export interface Browser {
  readonly shell: Shell;
  readonly system: System;
  readonly engine: 'chromium' | 'webkit' | 'gecko' | 'other';
  /** Of the engine; for WebKit on iOS the system's, which brings it. 0 when unknown. */
  readonly version: number;
}

/** From special to general: nearly every browser also calls itself Chrome and Safari. */
const shells: readonly (readonly [Shell, RegExp])[] = [
  ['wechat', /MicroMessenger|wxwork/i],
  ['app', /DingTalk|AlipayClient|NewsArticle|aweme|Weibo|\bQQ\/\d/i],
  ['huawei', /HuaweiBrowser|HonorBrowser/i],
  ['miui', /MiuiBrowser/i],
  ['oppo', /HeyTapBrowser|OppoBrowser/i],
  ['vivo', /VivoBrowser/i],
  ['quark', /Quark\//i],
  ['uc', /UCBrowser|UBrowser|UCWEB/i],
  ['qq', /M?QQBrowser/i],
  ['baidu', /baiduboxapp|baiduboxlite|baidubrowser|BIDUBrowser/i],
  ['sogou', /Sogou|MetaSr/i],
  ['samsung', /SamsungBrowser/i],
  ['edge', /\bEdg(?:e|A|iOS)?\//],
  ['firefox', /Firefox\/|FxiOS\//],
  ['chrome', /CriOS\/|Chrome\/|Chromium\//],
  ['safari', /Safari\//],
];

function systemOf(agent: string, touchPoints: number): System {
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios';
  if (/Android/.test(agent)) return 'android';
  if (/OpenHarmony|ArkWeb/.test(agent)) return 'harmony';
  if (/Windows/.test(agent)) return 'windows';
  // An iPad calls itself a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(agent)) return touchPoints > 1 ? 'ios' : 'mac';
  return /Linux|X11|CrOS/.test(agent) ? 'linux' : 'other';
}

const majorOf = (agent: string, pattern: RegExp): number => Number(pattern.exec(agent)?.[1] ?? 0);

function engineOf(agent: string, system: System): Pick<Browser, 'engine' | 'version'> {
  // Every browser on iOS is WebKit underneath, whatever it is called.
  if (system === 'ios')
    return { engine: 'webkit', version: majorOf(agent, / OS (\d+)_/) || majorOf(agent, /Version\/(\d+)/) };
  const chromium = majorOf(agent, /Chrom(?:e|ium)\/(\d+)/);
  if (chromium > 0) return { engine: 'chromium', version: chromium };
  const gecko = majorOf(agent, /Firefox\/(\d+)/);
  if (gecko > 0) return { engine: 'gecko', version: gecko };
  const webkit = majorOf(agent, /Version\/(\d+)/);
  return webkit > 0 ? { engine: 'webkit', version: webkit } : { engine: 'other', version: 0 };
}

/** `touchPoints` is navigator.maxTouchPoints. */
export function browserOf(agent: string, touchPoints = 0): Browser {
  const system = systemOf(agent, touchPoints);
  const shell = shells.find(([, pattern]) => pattern.test(agent))?.[0] ?? 'other';
  return { shell, system, ...engineOf(agent, system) };
}

/** Inside another app: saved files and an icon on the home screen are out of reach, and storage may be cleared. */
export const isInApp = ({ shell }: Browser): boolean => shell === 'wechat' || shell === 'app';

/** The oldest engines the app is built for (style.md §4). */
const floor = { chromium: 87, webkit: 14, gecko: 90, other: 0 } as const;

/** Whether the engine is known and older than what the app is built for. */
export const isTooOld = ({ engine, version }: Browser): boolean => version > 0 && version < floor[engine];
