import type { ManifestOptions } from 'vite-plugin-pwa';

export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: '法治台账',
  short_name: '法治台账',
  description: '乡镇和村的法治工作台账：没有网络也能记，有了网络再上报。',
  lang: 'zh-CN',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  orientation: 'any',
  categories: ['government', 'productivity'],
  theme_color: '#1E4E8C',
  background_color: '#F7F5F1',
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icon-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    shortcut('记调解', 'mediationCase'),
    shortcut('记培训', 'training'),
    shortcut('记普法', 'publicityEvent'),
  ],
};

function shortcut(name: string, kind: string) {
  return { name, url: `/ledger/${kind}/new`, icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }] };
}

/** The worker stores its list from top to bottom: what the first screen needs stands before pictures and lazy chunks. */
export function shellFirst<Entry extends { url: string }>(entries: Entry[]) {
  const rank = ({ url }: Entry) =>
    [/^index\.html$/, /^assets\/(index|first|react|shell)-/, /\.css$/, /^assets\/(?!pinyin-|docx-)/, /./].findIndex(
      (pattern) => pattern.test(url),
    );
  return { manifest: entries.toSorted((a, b) => rank(a) - rank(b)), warnings: [] };
}
