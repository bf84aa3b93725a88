/**
 * The sample township: 双泉乡 in 2024 with exactly the facts of its own report, each beside the words it comes from;
 * whatever was invented to bring it to life says 示例. A module of its own, loaded when somebody asks for it.
 */
import { kindOf } from '#kinds/index.ts';
import { CHAIN_START, changesOf, type Authorship, type IdentifiedChange, type Op } from './change.ts';
import type { RandomBytes } from './ids.ts';
import { opsOfRecord } from './new-ops.ts';
import { addCases } from './sample/cases.ts';
import { addPeople } from './sample/people.ts';
import { addPlan } from './sample/plan.ts';
import { addPublicity } from './sample/publicity.ts';
import { addReport } from './sample/report.ts';
import { addTrainings } from './sample/trainings.ts';
import { addSettings, addUnits } from './sample/units.ts';
import { addWork } from './sample/work.ts';
import { createWorld, TOWNSHIP, VILLAGES, type SampleRecord } from './sample/world.ts';

export const SAMPLE_YEAR = 2024;

export interface SampleTownship {
  /** Id of the township unit. */
  readonly township: string;
  /** The township and its six villages, in that order. */
  readonly units: readonly string[];
  /** The account that uses the sample. */
  readonly member: string;
  readonly records: readonly SampleRecord[];
}

/** The same records for the same `newId`. */
export function sampleRecords({ newId }: { readonly newId: () => string }): SampleTownship {
  const world = createWorld(newId);
  addUnits(world);
  addSettings(world);
  addPeople(world);
  addTrainings(world);
  addPublicity(world);
  addWork(world);
  addCases(world);
  addPlan(world);
  addReport(world);
  return {
    township: world.id(TOWNSHIP),
    units: [TOWNSHIP, ...VILLAGES.map(({ key }) => key)].map(world.id),
    member: world.id('member'),
    records: world.records,
  };
}

/**
 * The sample as changes of one action, scope by scope (SPEC S2), for a backup or for a workspace to receive. The account
 * record goes by the id of the actor, so that history can name who wrote it.
 */
export function sampleChanges(
  { township, member, records }: SampleTownship,
  by: Authorship,
  randomBytes: RandomBytes,
): IdentifiedChange[] {
  const byScope = new Map<string, Op[]>();
  for (const record of records) {
    const { scope } = kindOf(record.kind);
    const home = scope === 'shared' || scope === 'office' ? township : record.unit;
    const ops = byScope.get(`${home}/${scope}`) ?? [];
    byScope.set(`${home}/${scope}`, ops);
    ops.push(...opsOfRecord(record.id === member ? { ...record, id: by.actor } : record, randomBytes));
  }
  const scopes = [...byScope.keys()].sort((a, b) => (a < b ? -1 : 1));
  return scopes.flatMap((scope) => changesOf(byScope.get(scope) ?? [], scope, by, CHAIN_START));
}
