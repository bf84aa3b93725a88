/** What the driver (scripts/bench.ts) may ask of the page. Numbers come back, sentences are made there. */
import { filling, forgetFigures, forgetKept, saveOne, seedDossier, seedReal } from './reading.ts';
import { seedTownship } from './township.ts';
import { editing, firstPage, importing, saving, savingForm } from './storage.ts';

const bench = {
  saving,
  savingForm,
  editing,
  importing,
  firstPage,
  filling,
  seedReal,
  seedDossier,
  seedTownship,
  saveOne,
  forgetFigures,
  forgetKept,
};
export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}
window.bench = bench;
