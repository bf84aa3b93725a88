/** Every part in every state, to be looked at: `npx vite`, then /test/ui/gallery.html#parts. Not part of the build. */
import '#ui/tokens.css';
import '#ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { scenes } from './scenes.tsx';

const [name = 'parts', ...looks] = location.hash.slice(1).split(',');
const { dataset } = document.documentElement;
if (looks.includes('dark')) dataset['theme'] = 'dark';
if (looks.includes('light')) dataset['theme'] = 'light';
if (looks.includes('large')) dataset['type'] = 'large';
if (looks.includes('huge')) document.documentElement.style.fontSize = '170%';

const root = document.getElementById('root');
const Scene = scenes[name];
if (root === null || Scene === undefined) throw new Error(`No scene is called ${name}`);
createRoot(root).render(
  <StrictMode>
    <Scene />
  </StrictMode>,
);
