import { buildApp } from './build.ts';
import { isStale } from './stale.ts';

if (isStale()) {
  console.log('Building dist/ …');
  await buildApp();
}
await import('#server/main.ts');
