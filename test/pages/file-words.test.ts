import { expect, test } from 'vitest';
import { browserOf } from '#core/browser.ts';
import { fileWords } from '#pages/record/papers/file-words.ts';

const PHONE =
  'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/99.0.4844.88 Mobile Safari/537.36';

test('inside WeChat nothing is saved: the way out is told instead', () => {
  expect(fileWords(browserOf(`${PHONE} MicroMessenger/8.0.49`)).refused).toContain('在浏览器打开');
  expect(fileWords(browserOf(PHONE)).refused).toBeNull();
});

test('the words are those of the browser in hand', () => {
  expect(fileWords(browserOf(`${PHONE} HuaweiBrowser/14.0`)).where).toContain('只打开了内容没有保存');
  expect(fileWords(browserOf(`${PHONE} HeyTapBrowser/40.7`)).where).toContain('请用“存到手机”');
  const apple = browserOf(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
  );
  expect(fileWords(apple)).toMatchObject({
    where: '文件在“文件”应用的“下载项”里。',
    wechat: expect.stringContaining('发送'),
  });
  expect(
    fileWords(browserOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36')).print,
  ).toContain('Ctrl+P');
});
