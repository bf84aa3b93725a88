/** How often each fault befalls a world, before a run's own luck (`Chance.swarm`). */
export const faultWeights = {
  crash: 22,
  evict: 2,
  clone: 2,
  skew: 8,
  file: 7,
  newer: 4,
  poison: 4,
  erase: 3,
  eraseRecord: 4,
  rights: 5,
  forge: 3,
  smuggle: 3,
  restore: 4,
  setBack: 4,
  closeRecovery: 1,
  kill: 5,
  lose: 1,
  decide: 4,
} as const;
export type FaultName = keyof typeof faultWeights;
