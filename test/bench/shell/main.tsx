/** What React, Dexie and the router cost by themselves: one read of the database, one list, behind the app's own worker. */
import Dexie, { type Table } from 'dexie';
import { useLiveQuery } from 'dexie-react-hooks';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';

interface Line {
  readonly id: number;
  readonly text: string;
}
const LINES = Array.from({ length: 20 }, (_, id): Line => ({ id, text: `第${id}行` }));

const db = new Dexie('bare-shell', { chromeTransactionDurability: 'strict', cache: 'disabled' });
db.version(1).stores({ lines: 'id' });
const lines: Table<Line, number> = db.table('lines');

function List() {
  const read = useLiveQuery(() => lines.toArray());
  return (
    <ul>
      {read?.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ul>
  );
}

db.on('populate', () => void lines.bulkAdd(LINES));
void navigator.serviceWorker.register('/sw.js');
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <RouterProvider router={createBrowserRouter([{ path: '/', Component: List }])} />
  </StrictMode>,
);
