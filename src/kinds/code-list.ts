/** What a code list is. The lists themselves stand in codes.ts, codes-people.ts and codes-work.ts. */
export interface Code {
  readonly id: string;
  readonly zh: string;
  /** Heading under which the code stands (接受委托移送调解). */
  readonly parent?: string;
  /** Code of the statistics list or national standard, where there is one. */
  readonly code?: string;
  /** Name in the older 15-item list. */
  readonly rollup15?: string;
  /** Other spellings met in spreadsheets. */
  readonly aliases?: readonly string[];
  /** A training of this type counts as 培训场次. */
  readonly countsAsTraining?: boolean;
  /** Somebody in this state was there. */
  readonly attended?: boolean;
}

export interface CodeList {
  readonly name: string;
  readonly zh: string;
  readonly open: boolean;
  readonly codes: readonly Code[];
}

export const closed = (name: string, zh: string, codes: readonly Code[]): CodeList => ({
  name,
  zh,
  open: false,
  codes,
});
export const open = (name: string, zh: string, codes: readonly Code[]): CodeList => ({ name, zh, open: true, codes });
export const code = (id: string, zh: string, more: Partial<Code> = {}): Code => ({ id, zh, ...more });
/** Codes that are nothing but an id and a name, in the order written. */
export const named = (names: { readonly [id: string]: string }): Code[] =>
  Object.keys(names).map((id) => ({ id, zh: names[id] as string }));
