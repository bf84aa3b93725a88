/** What may be wrong with a backup file, in sentences for the person who holds it (SPEC B2). */

export type FindingCode =
  | 'empty'
  | 'tooLarge'
  | 'notText'
  | 'truncated'
  | 'notJson'
  | 'otherFile'
  | 'newerVersion'
  | 'shape'
  | 'name'
  | 'size'
  | 'duplicate'
  | 'wrongHash'
  | 'gap'
  | 'brokenChain'
  | 'badSignature'
  | 'wrongBlob'
  | 'noCrypto'
  | 'wrongPassphrase';

export interface Finding {
  readonly code: FindingCode;
  /** The place in the file; empty when it is the whole file. */
  readonly where: string;
  /** What is wrong and what helps. */
  readonly what: string;
}

export const sentenceOf = ({ where, what }: Finding): string => (where === '' ? what : `${where}：${what}`);

const AGAIN = '请在原来的设备上重新导出。';
const SEND_AGAIN = '请重新传送或重新导出。';

const whats: { readonly [code in FindingCode]: string } = {
  empty: '文件是空的，请重新选择。',
  tooLarge: '文件超过 200 MB，读不了；请重新导出，不带照片。',
  notText: '这不是法治台账的备份文件（不是文字文件），请重新选择。',
  truncated: `文件到这里就断了，不完整；${SEND_AGAIN}`,
  notJson: `写法有错，文件被改动过或已损坏；${SEND_AGAIN}`,
  otherFile: '这不是法治台账的备份文件，请重新选择。',
  newerVersion: '这份备份由更新的版本写成，请先更新法治台账，再来读它。',
  shape: `内容不是应有的样子；${AGAIN}`,
  name: `出现了不允许的名称，文件不是法治台账写的；${AGAIN}`,
  size: `超过 64 KB，文件不是法治台账写的；${AGAIN}`,
  duplicate: `出现了两次；${AGAIN}`,
  wrongHash: `内容与校验码不符，被改动过或已损坏；${AGAIN}`,
  gap: `文件里没有，记录不完整；${AGAIN}`,
  brokenChain: `与前一条接不上，被改动过或已损坏；${AGAIN}`,
  badSignature: `签名不对，不能证明是这台设备写的；${AGAIN}`,
  wrongBlob: `照片内容与校验码不符，已损坏；${AGAIN}`,
  noCrypto: '这里打开的网址不是安全连接（https），不能解密和核对签名；请用安全网址打开。',
  wrongPassphrase: `口令不对，或者文件在传送中损坏；请核对口令，仍不行就重新导出。`,
};

/** More would not be read by anyone, and a hostile file could ask for millions. */
export const MAX_FINDINGS = 1000;

export const finding = (code: FindingCode, where = ''): Finding => ({ code, where, what: whats[code] });

/** Text out of the file, short and on one line: it may be hostile. */
export const quoted = (text: string): string => {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ''));
  return `“${letters.slice(0, 30).join('')}${letters.length > 30 ? '…' : ''}”`;
};

const partNames: { readonly [part: string]: string } = {
  shared: '公共资料',
  office: '司法所资料',
  work: '工作记录',
  cases: '案件记录',
  counts: '统计数',
};

/** How a device is called in a sentence: its name with the beginning of its id, which alone is certain. */
export function deviceWords(device: string, name: string | undefined): string {
  const short = device.slice(0, 6);
  return name === undefined || name === '' ? `设备${quoted(short)}` : `设备${quoted(`${name} ${short}`)}`;
}

export function chainWords(scope: string): string {
  const part = scope.slice(scope.lastIndexOf('/') + 1);
  return Object.prototype.hasOwnProperty.call(partNames, part) ? (partNames[part] as string) : quoted(part);
}
