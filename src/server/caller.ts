/** Who asks: a device with a session. */
export interface Caller {
  readonly township: string;
  readonly device: string;
  readonly member: string;
  /** lost: the office has reported it lost; it may only hand over what it still has (SPEC X8). */
  readonly state: 'active' | 'lost';
}

/** A caller whose session was looked up. */
export interface SignedIn extends Caller {
  /** When the device was last noted to be in touch, in milliseconds since 1970. */
  readonly seenAt: number;
}
