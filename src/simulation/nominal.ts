/** The nominal times of the model, in microseconds: chosen, never measured, and named in the trace's header. */
export interface NominalTimes {
  /** From one end of a veth pair to the other. */
  readonly veth: number;
  /** Across the nodes' LAN. */
  readonly lan: number;
  /** Through one namespace's stack. */
  readonly pass: number;
  /** Until a process that was woken acts. */
  readonly process: number;
}

/** What the times are unless somebody says otherwise. */
export const NOMINAL_TIMES: NominalTimes = { veth: 5, lan: 150, pass: 20, process: 100 };
