/** Where pages leave what was typed in their last instant; asked at every start, so it knows nothing else. */
export const lastTypedPrefix = (database: string): string => `typed/${database}/`;

export function lastTypedKeys(database: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(lastTypedPrefix(database)));
  } catch {
    return [];
  }
}
