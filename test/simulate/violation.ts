/** A rule of sync.md §7.2 does not hold. */
export class Violation extends Error {}
