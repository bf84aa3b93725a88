import { useLayoutEffect, useState, type RefObject } from 'react';

/** How far below the page's start a box begins, in pixels; what stands above it may open and close. */
export function useTop(box: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (box.current !== null) setTop(Math.round(box.current.getBoundingClientRect().top + window.scrollY));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    // What stands above may wrap anew without the page growing.
    if (box.current?.previousElementSibling) observer.observe(box.current.previousElementSibling);
    return () => observer.disconnect();
  }, [box]);
  return top;
}
