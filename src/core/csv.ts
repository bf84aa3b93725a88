/** Tables as CSV, which every spreadsheet opens: UTF-8 with its mark, so that Chinese is read as such. */

/** What a spreadsheet would take for a formula is given an apostrophe: a name typed as =1+1 stays text. */
const cellText = (cell: string | number): string => {
  if (typeof cell === 'number') return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
};

export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
