/** The whole file in addresses, where else the id of a form stands. */
export const DOSSIER = 'file';
