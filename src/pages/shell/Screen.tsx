import { useContext, useEffect, useRef } from 'react';
import { useLocation, useNavigate, UNSAFE_DataRouterContext } from 'react-router';
import { Page, type PageProps } from '#ui/Page.tsx';
import { useTitle } from './use-title.ts';

export interface ScreenProps extends Omit<PageProps, 'onBack'> {
  /** For the document's title where the heading may show a name. */
  readonly documentTitle?: string;
  /** Where 返回 leads when there is no screen to go back to; absent on the screens of the menu. */
  readonly back?: string;
  /** Instead of leading back. */
  readonly onBack?: () => void;
}

/** A page inside the app: its document title, the way back, and the focus at its start after navigation. */
export function Screen({ documentTitle, back, onBack, ...page }: ScreenProps) {
  useTitle(documentTitle ?? page.title);
  const goBack = useBack(back ?? '/');
  const { key } = useLocation();
  useEffect(() => {
    // The first screen keeps the browser's own focus.
    if (key !== 'default') document.getElementById('main')?.focus({ preventScroll: true });
  }, [key]);
  const leading = onBack ?? (back === undefined ? undefined : goBack);
  return <Page {...page} {...(leading === undefined ? {} : { onBack: leading })} />;
}

/** Back to where the reader came from; opened from outside, to the screen above. Once the screen is left it does nothing. */
export function useBack(above: string): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  const router = useContext(UNSAFE_DataRouterContext)?.router;
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return () => {
    // A form goes back when its text is safe; whoever chose another screen meanwhile must not be thrown back out of it.
    // The router itself is asked: what React has drawn lags behind a tap, and a screen that is still being fetched has been chosen already.
    if (!isHere.current || router?.state.navigation.state !== 'idle' || router.state.location.key !== key) return;
    void (key === 'default' ? navigate(above, { replace: true }) : navigate(-1));
  };
}
