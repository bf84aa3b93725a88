/** The nine digits of an invitation as people type and paste them: in groups, with full-width digits, with words around them. */
export function codeIn(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '');
}

const DIGITS = 9;

/** What is wrong with it; null when it can be tried. */
export function codeProblem(typed: string): string | null {
  const { length } = codeIn(typed);
  if (length === 0) return '请填邀请码';
  if (length < DIGITS) return `邀请码是 9 位数字，还差 ${DIGITS - length} 位`;
  return length > DIGITS ? `邀请码是 9 位数字，多了 ${length - DIGITS} 位` : null;
}
