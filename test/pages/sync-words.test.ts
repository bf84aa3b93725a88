import { expect, test } from 'vitest';
import { syncWords } from '#pages/shell/sync-words.ts';
import type { SyncState } from '#store/sync-hooks.ts';

const aState = (more: Partial<SyncState> = {}): SyncState => ({
  phase: 'idle',
  lastContact: 1,
  failure: null,
  waiting: 0,
  ...more,
});
const failed = (kind: string, code?: string) =>
  aState({ phase: 'failed', failure: { kind, ...(code === undefined ? {} : { code }) } });

test('[X7] every state is told in plain words, with what a person can do about it', () => {
  const told = (state: SyncState, online = true) => {
    const { title, act } = syncWords(state, online);
    return [title, act];
  };
  expect(told(aState())).toEqual(['都上报了', null]);
  expect(told(aState({ waiting: 3 }))).toEqual(['等着上报', 'retry']);
  expect(told(aState({ phase: 'syncing', waiting: 3 }))).toEqual(['正在上报', null]);
  expect(told(aState({ phase: 'paused', waiting: 3 }))).toEqual(['已暂停', 'resume']);
  expect(told(aState({ waiting: 3 }), false)).toEqual(['没有网络', null]);
  expect(told(failed('offline'))).toEqual(['没有网络', 'retry']);
  expect(told(failed('portal'))).toEqual(['先登录网络', 'retry']);
  expect(told(failed('signedOut'))).toEqual(['登录过期了', 'renew']);
  expect(told(failed('tooOld'))).toEqual(['要更新应用', 'update']);
  expect(told(failed('revoked', 'memberEnded'))).toEqual(['不能上报了', null]);
  expect(told(failed('full'))).toEqual(['手机空间满了', 'retry']);
});

test('no failure is told in the words of machines, and each says where the records are or what to do', () => {
  for (const kind of [
    'offline',
    'portal',
    'busy',
    'signedOut',
    'revoked',
    'tooOld',
    'unusable',
    'damaged',
    'full',
    'closed',
    'fault',
  ]) {
    const { title, text } = syncWords(failed(kind), true);
    expect(`${title}${text}`).not.toMatch(/错误|HTTP|\d{3}|队列|任务|失败/);
    expect(text.length).toBeGreaterThan(8);
  }
});
