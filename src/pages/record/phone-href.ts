/** Digits only: what stands in a record reaches the telephone as a number and as nothing else. */
export const phoneHref = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`;
