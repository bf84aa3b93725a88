/** Why the server held something back, and what to do about it, as one says it to a person (product.md, 被退回). */
import type { Refusal } from './exchange.ts';
import type { VerdictReason } from './verdict.ts';

interface Words {
  readonly why: string;
  readonly todo: string;
}

const verdicts: { readonly [reason in VerdictReason]: Words } = {
  misshapen: { why: '填的内容不是这一栏能用的', todo: '点“改正”重新填，保存后自动再报。' },
  noRight: { why: '账号没有写这里的权限', todo: '请联系司法所开通，开通后点“重新上报”。' },
  officeOnly: { why: '审核和核定只有司法所能填', todo: '点“改正”，改成送审或者申报再保存。' },
  otherActor: { why: '写的时候用的是另一个人的账号', todo: '内容没错的，点“重新上报”，算您写的。' },
  rightEnded: { why: '写的时候权限已经停了', todo: '等司法所决定，内容一直留着。' },
  unknownDevice: { why: '司法所还没有确认这台手机是谁的', todo: '等司法所确认，内容一直留着。' },
  sealed: { why: '案卷已经归档，改动要司法所同意', todo: '等司法所决定，内容一直留着。' },
  decided: { why: '司法所看过，没有同意', todo: '可以问司法所原因，改正后再报。' },
};

const refusals: { readonly [reason in Refusal]: Words } = {
  shape: { why: '内容的格式服务器看不懂', todo: '更新应用后点“重新上报”。' },
  size: { why: '一次写的内容太长', todo: '点“改正”分几次写。' },
  unknownScope: { why: '服务器上没有这个单位', todo: '请司法所先建好单位，再点“重新上报”。' },
  unproven: { why: '不能证明是这台设备写的', todo: '点“重新上报”；多次不行请导出交给司法所。' },
};

/** A newer server may know more reasons. */
const UNKNOWN: Words = { why: '服务器没有收下', todo: '更新应用后再看；内容一直留着。' };

export function wordsOf(reason: string): Words {
  const all: { readonly [reason: string]: Words } = { ...verdicts, ...refusals };
  return Object.prototype.hasOwnProperty.call(all, reason) ? (all[reason] as Words) : UNKNOWN;
}
