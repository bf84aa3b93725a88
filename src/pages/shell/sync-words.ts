/** Where the exchange stands, in plain words, and what a person can do about it (product.md, Words on the screen). */
import { failureText } from '#sync/api.ts';
import type { SyncState } from '#store/sync-hooks.ts';
import type { SyncFailure } from '#sync/loop.ts';
import type { Failure } from '#sync/step.ts';
import type { Tone } from '#ui/StateBadge.tsx';

export const NO_NETWORK = '没有网络，照常记录，联网后自动上报';

/** update: the app. renew: the session, by asking again. retry: ask again now. resume: after a pause. */
export type SyncAct = 'update' | 'renew' | 'retry' | 'resume';

export interface SyncWords {
  readonly title: string;
  readonly text: string;
  readonly tone: Tone;
  readonly act: SyncAct | null;
}

const said = (title: string, text: string, tone: Tone, act: SyncAct | null): SyncWords => ({ title, text, tone, act });

export function syncWords({ phase, failure, waiting }: SyncState, online: boolean): SyncWords {
  if (phase === 'paused') return said('已暂停', '记录照常存在本机，点“继续”再上报。', 'soon', 'resume');
  if (failure !== null && phase === 'failed') return failureWords(failure as SyncFailure);
  if (!online) return said('没有网络', '照常记录，联网后自动上报。', 'plain', null);
  if (phase === 'syncing') return said('正在上报', '可以接着记，不用等。', 'act', null);
  if (waiting > 0) return said('等着上报', '几秒钟内自动上报。', 'act', 'retry');
  return said('都上报了', '这台设备上的都在乡镇了。', 'done', null);
}

/** Where the server said more than that it will not. */
const more = ({ kind, code }: SyncFailure & { readonly code?: Failure['code'] }): string =>
  kind === 'revoked' || kind === 'unusable' ? failureText({ kind, ...(code === undefined ? {} : { code }) }) : '';

const failures: { readonly [kind in SyncFailure['kind']]: (text: string) => SyncWords } = {
  offline: () => said('没有网络', '照常记录，联网后自动上报。', 'plain', 'retry'),
  portal: () =>
    said(
      '先登录网络',
      '连上的 Wi-Fi 要登录：用浏览器打开任意网页登录，再回来点“再试”。记录都在本机。',
      'soon',
      'retry',
    ),
  busy: () => said('服务器正忙', '过一会儿自动再试，记录都在本机。', 'soon', 'retry'),
  signedOut: () => said('登录过期了', '点“重新登录本机”就好，不用输什么。记录都在本机。', 'soon', 'renew'),
  revoked: (text) => said('不能上报了', `${text}。记录都在本机，还可以导出备份。`, 'late', null),
  tooOld: () => said('要更新应用', '更新以后接着上报，记录都在本机。', 'soon', 'update'),
  unusable: (text) => said('没有报上去', `${text}。`, 'late', 'retry'),
  damaged: () => said('收到的不完整', '正在重新接收，记录都在本机。', 'soon', 'retry'),
  full: () => said('手机空间满了', '收不下乡镇传来的。清理一些照片或软件，再点“再试”。', 'late', 'retry'),
  closed: () => said('手机断开了存储', '请重新打开法治台账，记录都在。', 'late', null),
  fault: () => said('出了意外', '记录都在本机，过一会儿自动再试。', 'soon', 'retry'),
};

const failureWords = (failure: SyncFailure): SyncWords => failures[failure.kind](more(failure));
