/** Texts that are asked for again and again and take longer to read than to find: each is read once. */
const MOST = 5000;

/** `read`, with its answers kept by their text. They are everybody's: nobody may write into them. */
export function readOnce<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const there = known.get(text);
    if (there !== undefined) return there;
    const answer = read(text);
    if (known.size >= MOST) known.clear();
    known.set(text, answer);
    return answer;
  };
}
