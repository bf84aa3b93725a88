/** How a saved file gets from this very browser to WeChat or a printer (domain.md §7.2). */
import { isInApp, type Browser } from '#core/browser.ts';

interface FileWords {
  /** Saving does not work here: what to do instead. */
  readonly refused: string | null;
  readonly where: string;
  readonly wechat: string;
  readonly print: string;
}

const WPS = '打印：用 WPS 或 Word 打开，点“打印”，纸张选 A4。手机连不上打印机的，发到电脑上打印。';
const PICK = '发微信：进聊天，点“+”，选“文件”，再选“手机存储”，找到这个文件。';

const places: { readonly [shell in Browser['shell']]?: string } = {
  huawei: '文件在“文件管理”的“下载”里。要是只打开了内容没有保存，回到本页再点一次“存到手机”，选“下载”。',
  miui: '浏览器问是否下载时点“下载”。文件在“文件管理”的“下载”里。',
  oppo: '文件在“文件管理”的“下载”里。这个浏览器用“发送”时可能会关掉，请用“存到手机”。',
  vivo: '文件在“文件管理”的“下载”里。',
  uc: '浏览器问是否下载时点“确定”。文件在浏览器“下载”里，点开后选“用其他应用打开”。',
  qq: '浏览器问是否下载时点“普通下载”。文件在浏览器“文件”里。',
  quark: '浏览器问是否下载时点“下载到本地”。文件在浏览器“下载”里。',
  baidu: '浏览器问是否下载时点“确定”。文件在浏览器“下载”里。',
};

export function fileWords(browser: Browser): FileWords {
  const { shell, system } = browser;
  const refused = isInApp(browser)
    ? `${shell === 'wechat' ? '微信' : '这个应用'}里存不了文件。请点右上角三个点，选“在浏览器打开”，到浏览器里再做。`
    : null;
  if (system === 'ios') {
    return {
      refused,
      where: '文件在“文件”应用的“下载项”里。',
      wechat: '发微信：点上面的“发送”，选微信。没有“发送”的，在“文件”里长按它，选“共享”。',
      print: '打印：打开文件，点分享按钮，选“打印”。',
    };
  }
  if (system === 'windows' || system === 'mac' || system === 'linux') {
    return {
      refused,
      where: '文件在电脑的“下载”文件夹里。',
      wechat: '发微信：把文件拖进电脑微信的聊天窗口。',
      print: '打印：用 Word 或 WPS 打开，按 Ctrl+P，纸张选 A4。也可以在预览里直接点“打印”。',
    };
  }
  return { refused, where: places[shell] ?? '文件在手机“文件管理”的“下载”里。', wechat: PICK, print: WPS };
}
