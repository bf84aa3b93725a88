/** Of the case whose file is whole: where the driver of a bench finds it. */
export const FULL_CASE = '01900000-0000-7000-8000-0000000000f1';
