/** When the screen locks, in words. */
export const lockAfterText = (minutes: number): string =>
  minutes === 0 ? '一离开就锁上' : `离开或不动 ${minutes} 分钟后锁上`;
