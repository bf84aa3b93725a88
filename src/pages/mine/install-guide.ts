/** How an icon comes onto the home screen, in the words of the browser in hand (domain.md §7.2). */
import { isTooOld, type Browser } from '#core/browser.ts';

/** What the button looks like that the step speaks of. */
export type Glyph =
  | 'dots'
  | 'moreDots'
  | 'lines'
  | 'share'
  | 'plus'
  | 'check'
  | 'bookmark'
  | 'settings'
  | 'copy'
  | 'screen';

interface Step {
  readonly glyph: Glyph;
  readonly text: string;
}

export interface Guide {
  /** To be known before the first step; null when nothing is lost by just trying. */
  readonly first: string | null;
  /** 您用的是微信。 */
  readonly browser: string;
  readonly steps: readonly Step[];
  /** What is known not to work here, and what helps. */
  readonly notes: readonly string[];
  /** Nothing can be installed from here: the address has to go elsewhere. */
  readonly elsewhere: boolean;
}

const names: { readonly [shell in Browser['shell']]: string } = {
  wechat: '微信',
  app: '别的应用里的网页',
  huawei: '华为浏览器',
  miui: '小米浏览器',
  oppo: 'OPPO 浏览器',
  vivo: 'vivo 浏览器',
  uc: 'UC 浏览器',
  qq: 'QQ 浏览器',
  quark: '夸克',
  baidu: '百度',
  sogou: '搜狗浏览器',
  samsung: '三星浏览器',
  edge: 'Edge 浏览器',
  firefox: '火狐浏览器',
  chrome: 'Chrome 浏览器',
  safari: 'Safari 浏览器',
  other: '这个浏览器',
};

const step = (glyph: Glyph, text: string): Step => ({ glyph, text });
const OPEN = step('screen', '回到桌面，点“法治台账”图标打开');
const PERMISSION = '点了没有图标：到手机“设置→应用→这个浏览器→权限”，打开“桌面快捷方式”，再做一遍。';
const CLEARING = '清理浏览器数据、卸载浏览器会把记录一起删掉。请常导出备份。';

const android: { readonly [shell in Browser['shell']]?: Omit<Guide, 'browser' | 'elsewhere' | 'first'> } = {
  chrome: {
    steps: [
      step('dots', '点右上角三个点'),
      step('plus', '选“安装应用”或“添加到主屏幕”'),
      step('check', '点“安装”或“添加”'),
      OPEN,
    ],
    notes: [],
  },
  edge: {
    steps: [step('lines', '点底部的菜单'), step('plus', '选“添加到手机”'), step('check', '点“安装”或“添加”'), OPEN],
    notes: [],
  },
  firefox: {
    steps: [
      step('dots', '点右下角或右上角三个点'),
      step('plus', '选“安装”或“添加到主屏幕”'),
      step('check', '点“添加”'),
      OPEN,
    ],
    notes: [],
  },
  samsung: {
    steps: [
      step('lines', '点右下角的菜单'),
      step('plus', '选“添加页面至”，再选“主屏幕”'),
      step('check', '点“添加”'),
      OPEN,
    ],
    notes: [],
  },
  huawei: {
    steps: [
      step('moreDots', '点底部最右边的菜单'),
      step('plus', '选“添加至”或“添加书签”，再选“桌面”'),
      step('check', '点“添加”'),
      OPEN,
    ],
    notes: [PERMISSION],
  },
  miui: {
    steps: [
      step('lines', '点底部的菜单'),
      step('plus', '选“添加书签”或“工具箱”，再选“添加到桌面”'),
      step('check', '手机问权限时，选“允许”'),
      OPEN,
    ],
    notes: [PERMISSION],
  },
  oppo: {
    steps: [
      step('lines', '点底部的菜单'),
      step('plus', '选“添加到”，再选“桌面”'),
      step('check', '手机问权限时，选“允许”'),
      OPEN,
    ],
    notes: [PERMISSION, '备份请用“存到手机”，这个浏览器用“发送”时可能会关掉。'],
  },
  vivo: {
    steps: [
      step('lines', '点底部的菜单'),
      step('plus', '选“添加书签”，再选“桌面”'),
      step('check', '手机问权限时，选“允许”'),
      OPEN,
    ],
    notes: [PERMISSION, '还是没有图标，可以改用 Chrome 浏览器打开。'],
  },
};

/** Browsers whose icon is not certain: a bookmark always works. */
const perhaps: Omit<Guide, 'browser' | 'elsewhere' | 'first'> = {
  steps: [
    step('lines', '点底部的菜单'),
    step('plus', '找“添加到桌面”。没有的话，选“添加书签”'),
    step('check', '手机问权限时，选“允许”'),
    step('bookmark', '以后从桌面图标或书签打开'),
  ],
  notes: [PERMISSION, '手机自带的浏览器或 Chrome 一般更省心。换浏览器之前先导出备份：两个浏览器的记录不相通。'],
};

const appleSteps: readonly Step[] = [
  step('share', '点分享按钮（方框里一个向上的箭头）'),
  step('plus', '往下找，选“添加到主屏幕”'),
  step('check', '点右上角“添加”'),
  OPEN,
];
const APPLE_STORE =
  '苹果手机上，图标里的法治台账和浏览器里的是两份，记录不相通。已经记了东西的，先导出备份，再从图标打开，选“从备份恢复”。';

function appleGuide({ shell, version }: Browser): Omit<Guide, 'browser' | 'first'> & { readonly first?: string } {
  const own = shell === 'safari';
  // Other browsers were allowed to do it from iOS 16.4 on.
  if (own || version >= 17) return { steps: appleSteps, notes: [], first: APPLE_STORE, elsewhere: false };
  return {
    steps: [step('copy', '复制下面的网址'), step('screen', '打开 Safari 浏览器，粘贴网址'), ...appleSteps],
    notes: [],
    first: APPLE_STORE,
    elsewhere: true,
  };
}

function desktopGuide({ shell, system }: Browser): Omit<Guide, 'browser' | 'first'> & { readonly first?: string } {
  if (shell === 'safari' && system === 'mac')
    return {
      steps: [step('share', '点菜单“文件”'), step('plus', '选“添加到程序坞”'), OPEN],
      notes: [],
      elsewhere: false,
    };
  if (shell === 'firefox')
    return {
      steps: [step('bookmark', '按 Ctrl+D 把本页加进书签，以后从书签打开')],
      notes: ['火狐电脑版不能把网页装成应用，用 Edge 或 Chrome 可以。换浏览器之前先导出备份：两个浏览器的记录不相通。'],
      elsewhere: false,
    };
  if (shell === 'edge')
    return {
      steps: [
        step('moreDots', '点右上角三个点'),
        step('plus', '选“应用”，再选“将此站点作为应用安装”'),
        step('check', '点“安装”'),
      ],
      notes: [],
      elsewhere: false,
    };
  return {
    steps: [
      step('plus', '点地址栏右边的安装图标；没有的话，点右上角三个点，选“投放、保存和分享”'),
      step('check', '点“安装”'),
    ],
    notes: [],
    elsewhere: false,
  };
}

const inApp: Omit<Guide, 'browser' | 'first'> & { readonly first?: string } = {
  steps: [step('moreDots', '点右上角三个点'), step('screen', '选“在浏览器打开”')],
  notes: [],
  first: '这里存下的记录可能被清理，也装不了图标、存不了文件。请到浏览器里用。',
  elsewhere: true,
};

/** HarmonyOS NEXT: no browser there can add an icon (user reports up to December 2025). */
const harmony: Omit<Guide, 'browser' | 'first'> & { readonly first?: string } = {
  steps: [step('moreDots', '点底部的菜单'), step('bookmark', '选“添加书签”，以后从书签打开')],
  notes: ['这台手机的系统目前不能把网页放到桌面，用书签一样能离线使用。'],
  elsewhere: false,
};

function stepsFor(browser: Browser): Omit<Guide, 'browser' | 'first'> & { readonly first?: string } {
  const { shell, system } = browser;
  if (shell === 'wechat' || shell === 'app') return inApp;
  if (system === 'ios') return appleGuide(browser);
  if (system === 'harmony') return harmony;
  if (system === 'android') return { ...(android[shell] ?? perhaps), elsewhere: false };
  return desktopGuide(browser);
}

export function guideOf(browser: Browser): Guide {
  const guide = stepsFor(browser);
  const old = isTooOld(browser) ? ['这个浏览器的版本太旧，有些功能可能打不开。请更新它，或换用手机自带的浏览器。'] : [];
  const name = names[browser.shell];
  return {
    ...guide,
    first: guide.first ?? null,
    browser: `您用的是${/^[A-Z]/i.test(name) ? ' ' : ''}${name}`,
    notes: [...old, ...guide.notes, ...(guide.elsewhere ? [] : [CLEARING])],
  };
}
