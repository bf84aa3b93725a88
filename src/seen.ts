/** Looks at the real workspace while everything else of the app is still being evaluated. Imported first, and for that alone apart from main. */
import { glanceAt } from '#store/glance.ts';
import { REAL_DB } from '#store/schema.ts';

export const seen = glanceAt(REAL_DB, location.pathname.startsWith('/tasks'));
