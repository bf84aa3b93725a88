import { chromium } from '@playwright/test';
import { startServer } from '#test/help/server.ts';
import { bringBrowser, browserFlags } from './browser.ts';
const paths = process.argv.slice(2);
const server = await startServer();
const browser = await chromium.launch({ executablePath: bringBrowser(), args: browserFlags });
for (const [name, width, height, scheme] of [
  ['p', 360, 740, 'light'],
  ['d', 1280, 800, 'dark'],
] as const) {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: scheme,
  });
  const page = await context.newPage();
  page.on('console', (m) => {
    if (m.type() === 'error') console.log(name, m.text());
  });
  await page.goto('/');
  await page.getByText('看看示例').click();
  await page.getByRole('link', { name: '记调解' }).waitFor();
  for (const [i, p] of paths.entries()) {
    const [path, click] = p.split('@@');
    await page.goto(path!);
    await page.getByRole('heading').first().waitFor();
    await page.waitForTimeout(1500);
    if (click) {
      await page.getByText(click).first().click();
      await page.waitForTimeout(1200);
    }
    if (process.env.SCROLL) {
      await page.evaluate((y) => window.scrollTo(0, y), Number(process.env.SCROLL));
      await page.waitForTimeout(300);
    }
    await page.screenshot({ path: `/tmp/yshots/${i}-${name}.png`, fullPage: process.env.FULL === '1' });
    console.log(page.url());
  }
}
await browser.close();
await server.stop();
