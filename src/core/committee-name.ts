/** Names that the app proposes for committees, as they stand on papers: 双泉乡城墙村人民调解委员会. */

/** Stands for the name of a township that nobody has said. */
export const UNNAMED_TOWNSHIP = '本乡镇';

/** Of a village, its township before it where that is known. */
export const villageCommittee = (village: string, township: string): string =>
  `${township === UNNAMED_TOWNSHIP || village.startsWith(township) ? '' : township}${village}人民调解委员会`;
