/** What ping has counted so far. Times are in microseconds. */
export interface Tally {
  /** Bytes of data in each request. */
  readonly size: number;
  readonly transmitted: number;
  readonly received: number;
  readonly duplicates: number;
  readonly errors: number;
  readonly startedAt: number;
  readonly lastSentAt: number;
  readonly shortest: number;
  readonly longest: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** The most requests that were out at one time. */
  readonly pipe: number;
  readonly answered: ReadonlySet<number>;
}

// iputils ping.h: the data holds the time of sending where there is room for it.
const TIMEVAL_BYTES = 16;

/** Nothing sent yet. */
export function noTally(size: number): Tally {
  return {
    size,
    transmitted: 0,
    received: 0,
    duplicates: 0,
    errors: 0,
    startedAt: 0,
    lastSentAt: 0,
    shortest: Infinity,
    longest: 0,
    sum: 0,
    sumOfSquares: 0,
    pipe: 0,
    answered: new Set(),
  };
}

/** One more request is out. */
export function afterSending(tally: Tally, at: number): Tally {
  const startedAt = tally.transmitted === 0 ? at : tally.startedAt;
  return { ...tally, transmitted: tally.transmitted + 1, startedAt, lastSentAt: at };
}

/** A reply has come; a second one to the same request counts as a duplicate. */
export function heardReply(tally: Tally, sequence: number, time: number): Tally {
  const isDuplicate = tally.answered.has(sequence);
  return {
    ...acknowledged(tally, sequence),
    received: tally.received + (isDuplicate ? 0 : 1),
    duplicates: tally.duplicates + (isDuplicate ? 1 : 0),
    shortest: Math.min(tally.shortest, time),
    longest: Math.max(tally.longest, time),
    sum: tally.sum + time,
    sumOfSquares: tally.sumOfSquares + time * time,
    answered: new Set([...tally.answered, sequence]),
  };
}

/** An ICMP error about a request has come. */
export function heardTold(tally: Tally, sequence: number): Tally {
  return { ...acknowledged(tally, sequence), errors: tally.errors + 1 };
}

/** Whether times are measured: the data must have room for the time of sending. */
export function isTimed(size: number): boolean {
  return size >= TIMEVAL_BYTES;
}

/** The lines that ping ends with (iputils ping_common.c: finish). */
export function statistics(host: string, tally: Tally): readonly string[] {
  const { transmitted, received, duplicates, errors, startedAt, lastSentAt } = tally;
  const loss = Number((((transmitted - received) * 100) / transmitted).toPrecision(6));
  const counts = [
    `${transmitted} packets transmitted`,
    `${received} received`,
    ...(duplicates > 0 ? [`+${duplicates} duplicates`] : []),
    ...(errors > 0 ? [`+${errors} errors`] : []),
    `${loss}% packet loss`,
    `time ${Math.floor((lastSentAt - startedAt) / 1000)}ms`,
  ];
  const times = received > 0 && isTimed(tally.size) ? [roundTrips(tally)] : [];
  const pipe = tally.pipe > 1 ? [`pipe ${tally.pipe}`] : [];
  return ["", `--- ${host} ping statistics ---`, counts.join(", "), [...times, ...pipe].join(", ")];
}

function roundTrips({ received, duplicates, shortest, longest, sum, sumOfSquares }: Tally): string {
  const total = received + duplicates;
  const average = Math.floor(sum / total);
  const deviation = Math.floor(
    Math.sqrt(Math.max((sumOfSquares - (sum * sum) / total) / total, 0)),
  );
  const times = [shortest, average, longest, deviation].map((time) => (time / 1000).toFixed(3));
  return `rtt min/avg/max/mdev = ${times.join("/")} ms`;
}

// iputils ping.h: acknowledge.
function acknowledged(tally: Tally, sequence: number): Tally {
  return { ...tally, pipe: Math.max(tally.pipe, tally.transmitted - sequence + 1) };
}
