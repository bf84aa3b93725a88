/** Names in pasted text: one a line, or set apart by commas and enumeration marks; each once, in order. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n\r\t,，、;；]+/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];
