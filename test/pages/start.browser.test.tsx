import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openApp, openVillage } from './app.tsx';

test('a village is set up with one name and opens with the three big buttons', async (context) => {
  const { user } = await openApp(context);
  for (const name of ['加入乡镇', '单机使用', '从备份恢复', '看看示例']) screen.getByRole('button', { name });
  await waitFor(() => expect(document.title).toMatch(/法治台账$/));

  await user.click(screen.getByRole('button', { name: '单机使用' }));
  await user.click(screen.getByRole('button', { name: '一个村' }));
  await user.type(screen.getByRole('textbox', { name: '村名' }), '城墙村');
  await user.click(screen.getByRole('button', { name: '开始使用' }));

  await screen.findByRole('heading', { name: '城墙村' });
  for (const name of ['记调解', '记培训', '记普法']) screen.getByRole('link', { name });
  for (const name of ['首页', '台账', '任务', '我的']) {
    within(screen.getByRole('navigation', { name: '主导航' })).getByRole('link', { name });
  }
  await waitFor(() => expect(document.title).toBe('首页 · 法治台账'));
});

test('a township is set up with a name for each village, pasted at once', async (context) => {
  const { user, reopen } = await openApp(context);
  await user.click(screen.getByRole('button', { name: '单机使用' }));
  await user.click(screen.getByRole('button', { name: '一个乡镇' }));
  await user.type(screen.getByRole('textbox', { name: '乡镇名' }), '双泉乡');
  await user.click(screen.getByRole('textbox', { name: '村名 1' }));
  await user.paste('城墙村\n龙洞村\n\n白果村\n双溪村');
  expect(screen.getByRole('textbox', { name: '村名 4' })).toHaveProperty('value', '双溪村');
  await user.click(screen.getByRole('button', { name: '开始使用' }));

  await screen.findByRole('heading', { name: '双泉乡' });
  const names = () =>
    within(screen.getByRole('combobox', { name: '单位' }))
      .getAllByRole('option')
      .map((option) => option.textContent);
  await waitFor(() => expect(names()).toEqual(['双泉乡（全部）', '城墙村', '龙洞村', '白果村', '双溪村']));

  await reopen();
  await screen.findByRole('heading', { name: '双泉乡' });
});

test('[D9] the villages’ names outlive the screen on which they are typed, until there is a ledger', async (context) => {
  const { user } = await openApp(context);
  await user.click(screen.getByRole('button', { name: '单机使用' }));
  await user.click(screen.getByRole('button', { name: '一个乡镇' }));
  await user.type(screen.getByRole('textbox', { name: '乡镇名' }), '双泉乡');
  await user.click(screen.getByRole('textbox', { name: '村名 1' }));
  await user.paste('城墙村\n龙洞村');
  await user.click(screen.getByRole('button', { name: '返回' }));
  await user.click(screen.getByRole('button', { name: '一个乡镇' }));
  expect(screen.getByRole('textbox', { name: '乡镇名' })).toHaveProperty('value', '双泉乡');
  expect(screen.getByRole('textbox', { name: '村名 2' })).toHaveProperty('value', '龙洞村');
  expect(JSON.stringify(sessionStorage)).toContain('龙洞村');
  await user.click(screen.getByRole('button', { name: '开始使用' }));
  await screen.findByRole('heading', { name: '双泉乡' });
  expect(JSON.stringify(sessionStorage)).not.toContain('龙洞村');
});

test('nothing is set up without a name, and the box says so', async (context) => {
  const { user } = await openApp(context);
  await user.click(screen.getByRole('button', { name: '单机使用' }));
  await user.click(screen.getByRole('button', { name: '一个村' }));
  await user.click(screen.getByRole('button', { name: '开始使用' }));

  screen.getByText('请填村名');
  expect(screen.getByRole('textbox', { name: '村名' }).getAttribute('aria-invalid')).toBe('true');
});

test('an unknown address says so and leads home', async (context) => {
  const { user } = await openVillage(context, { path: '/nowhere' });
  screen.getByText(/网址可能抄错了/);
  await user.click(screen.getByRole('link', { name: '回首页' }));
  expect(await screen.findByRole('heading', { name: '城墙村' })).toBeTruthy();
});
