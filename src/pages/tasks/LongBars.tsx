import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '#ui/Button.tsx';
import { HBars, type HBarsProps } from '#ui/charts/HBars.tsx';

/** So many bars stand at once; the others follow on demand. */
const AT_ONCE = 8;

/** Bars of which the first few stand, and all after one tap. Paper cannot be tapped: there all of them stand. */
export function LongBars({ bars, ...chart }: HBarsProps) {
  const [all, setAll] = useState(false);
  useEffect(() => {
    const unfold = () => flushSync(() => setAll(true));
    window.addEventListener('beforeprint', unfold);
    return () => window.removeEventListener('beforeprint', unfold);
  }, []);
  const folded = !all && bars.length > AT_ONCE + 1;
  return (
    <>
      <HBars numbers {...chart} bars={folded ? bars.slice(0, AT_ONCE) : bars} />
      {folded && (
        <Button tone="quiet" wide onClick={() => setAll(true)}>
          其余 {bars.length - AT_ONCE} 项
        </Button>
      )}
    </>
  );
}
