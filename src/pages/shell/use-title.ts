import { useEffect } from 'react';

const APP = '法治台账';

/** Titles stand in task switchers and histories: they name the screen, never a person. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === APP || title === '' ? APP : `${title} · ${APP}`;
  }, [title]);
}
