/**
 * Characters that cannot be seen and break names, searches and papers: controls other than line feed and tab,
 * zero-width spaces, direction overrides. The joiner U+200D and variation selectors stay: emoji and rare Han
 * characters are made with them.
 */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

export const withoutUnseen = (typed: string): string => typed.replace(/\r\n?/g, '\n').replace(UNSEEN, '');
