import { useSearchParams } from 'react-router';

/** What the address asks for. It is replaced, not added to: 返回 leaves the screen instead of walking back through its filters. */
export function useAsked(): {
  readonly params: URLSearchParams;
  /** Narrows by an entry; '' takes it away. */
  readonly set: (key: string, value: string) => void;
} {
  const [params, setParams] = useSearchParams();
  const set = (key: string, value: string) =>
    setParams(
      (now) => {
        if (value === '') now.delete(key);
        else now.set(key, value);
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  return { params, set };
}
