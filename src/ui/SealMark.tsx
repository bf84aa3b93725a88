/** The mark of the app: 法 in a blue square with the double rule of a ledger page. */
export function SealMark({ size = 48 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden>
      <rect width="48" height="48" rx="12" fill="var(--act-fill)" />
      <path d="M9 36.5h30M9 40h30" stroke="#e3bd66" strokeWidth="1.4" strokeLinecap="round" />
      <text x="24" y="30" textAnchor="middle" fill="#fff" fontSize="24" fontWeight="700" fontFamily="var(--face-seal)">
        法
      </text>
    </svg>
  );
}
