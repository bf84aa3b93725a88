/** The passphrase of an encrypted backup: typed twice, with a hint that must not give it away. */

export const PASSPHRASE_MIN = 8;

export interface NewPassphrase {
  readonly passphrase: string;
  readonly again: string;
  readonly hint: string;
}
export const NO_PASSPHRASE: NewPassphrase = { passphrase: '', again: '', hint: '' };

export interface PassphraseProblems {
  readonly passphrase?: string;
  readonly again?: string;
  readonly hint?: string;
}

/** What is wrong, by field; nothing when it can be used. */
export function passphraseProblems({ passphrase, again, hint }: NewPassphrase): PassphraseProblems {
  const letters = Array.from(passphrase);
  if (letters.length === 0) return { passphrase: '请填口令' };
  if (letters.length < PASSPHRASE_MIN)
    return { passphrase: `口令至少 ${PASSPHRASE_MIN} 个字，现在 ${letters.length} 个` };
  if (new Set(letters).size < 3) return { passphrase: '这个口令太好猜，请换一个' };
  if (again === '') return { again: '请再输一遍' };
  if (again !== passphrase) return { again: '两遍不一样' };
  if (hint.includes(passphrase)) return { hint: '提示里不要写出口令' };
  return {};
}
