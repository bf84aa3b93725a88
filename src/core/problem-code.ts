/** Expected failures of the API (RFC 9457 with a member `code`): a closed list, and the sentence in which each is shown to a person. */

const sentences = {
  /** No session, or one that ended: sign in again with the device key. */
  signedOut: '登录已过期，请重新联网登录',
  /** The office has taken this device out of use. */
  revoked: '这台设备已被司法所停用，要继续使用请联系司法所',
  /** The member record has ended. */
  memberEnded: '这个账号已停用，请联系司法所',
  unknownDevice: '服务器不认识这台设备，请向司法所要一个新的邀请码',
  noRight: '您的账号不能做这件事，需要时请联系司法所',
  codeWrong: '邀请码不对或已用过，请向司法所要一个新的',
  codeExpired: '邀请码已过期，请向司法所要一个新的',
  setupWrong: '这个开通链接不对、已用过或已过期，请在服务器上重新生成一个',
  tooMany: '试的次数太多，请过 15 分钟再试',
  /** A device belongs to one member for ever. */
  otherMember: '这台设备已登记给别人，换人使用前要先清空本机资料',
  townshipTaken: '这个乡镇已经开通过了，请向司法所要邀请码加入',
  /** Units that stand under another township here already. */
  unitTaken: '本机的单位已属于别的乡镇，不能再加入',
  noSuchMember: '服务器上还没有这个账号，请先同步再试',
  signatureWrong: '设备签名不对，请重试；多次不行请联系司法所',
  challengeGone: '登录用时太久，请重试',
  shape: '服务器看不懂这次请求，请更新应用后再试',
  /** The client speaks a version that this server does not know. */
  serverTooOld: '应用比服务器新，请等管理员更新服务器；资料都在本机',
  /** The client speaks a version that this server no longer takes. */
  appTooOld: '应用版本太旧，请更新后再同步；资料都在本机',
  tooLarge: '一次传的内容太大',
  encoding: '内容的压缩方式不对',
  notFound: '没有找到',
  /** One device at a time issues the numbers of a committee and year. */
  leased: '卷号已交给另一台设备编，请先在那台设备上交还',
  /** After a restoration, until the office closes it. */
  recovering: '服务器刚恢复过，请先在“账号与设备”里点“核对完毕”',
  /** The server cannot store right now: full, locked or without its database. */
  busy: '服务器正忙，请稍后再试；资料都在本机',
  full: '服务器空间已满，请联系管理员；资料都在本机',
  /** A request that another site made a browser send. */
  crossSite: '请从本应用里打开',
  /** Chunks must continue where the upload stands; `upload-offset` of the answer says where. */
  offset: '照片没有接着上次的位置上传',
  /** The bytes do not have the hash under which they were sent. */
  damaged: '照片在上传途中损坏，将重新上传',
  failed: '服务器出错了，请稍后再试；资料都在本机',
} as const;

export type ProblemCode = keyof typeof sentences;

/** RFC 9457 problem details as this API sends them. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  /** The sentence for a person. */
  readonly detail?: string;
  readonly code?: ProblemCode;
}

export const PROBLEM_CODES = Object.keys(sentences) as readonly ProblemCode[];

export const problemText = (code: ProblemCode): string => sentences[code];

/** The code of a problem's JSON; null when it is none that this version knows: another server's page, or a newer one's code. */
export function problemCodeOf(json: unknown): ProblemCode | null {
  const code: unknown = typeof json === 'object' && json !== null ? (json as { readonly code?: unknown }).code : null;
  return PROBLEM_CODES.find((known) => known === code) ?? null;
}
