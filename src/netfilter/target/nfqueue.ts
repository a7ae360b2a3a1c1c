import type { GivenOption, Reading } from "../match/form.js";
import type { TargetForm } from "./form.js";
import { hasOption, readNumber, valueOf } from "./given.js";

/** `-j NFQUEUE`: hands the packet to a program that waits at a queue; `-j QUEUE` is its old form, for queue 0. */
export interface NfqueueTarget {
  readonly kind: "nfqueue";
  readonly name: "NFQUEUE" | "QUEUE";
  readonly queues: readonly [number, number];
  /** Where nobody waits the packet passes the table, instead of being dropped. */
  readonly bypass: boolean;
  readonly cpuFanout: boolean;
}

const NUMBERS = [0, 65_535] as const;

/** The form of `-j NFQUEUE` (libxt_NFQUEUE). No program waits at a queue here. */
export const nfqueue: TargetForm<NfqueueTarget> = {
  names: ["NFQUEUE", "QUEUE"],
  family: null,
  options: { "--queue-num": 1, "--queue-balance": 1, "--queue-bypass": 0, "--queue-cpu-fanout": 0 },
  read(name, given, reading) {
    if (name.text === "QUEUE")
      return { kind: "nfqueue", name: "QUEUE", queues: [0, 0], bypass: false, cpuFanout: false };
    const queues = readQueues(given, reading);
    if (queues === null) return null;
    const bypass = hasOption(given, "--queue-bypass");
    const cpuFanout = hasOption(given, "--queue-cpu-fanout");
    const fanoutWord = given.find((option) => option.name.text === "--queue-cpu-fanout")?.name;
    if (fanoutWord !== undefined && !hasOption(given, "--queue-balance"))
      return reading.mistake(fanoutWord, "rules-missing-target-option", {
        expected: ["--queue-balance"],
      });
    return { kind: "nfqueue", name: "NFQUEUE", queues, bypass, cpuFanout };
  },
  print({ name, queues: [first, last], bypass, cpuFanout }) {
    if (name === "QUEUE") return "-j QUEUE";
    const which = first === last ? `--queue-num ${first}` : `--queue-balance ${first}:${last}`;
    return `-j NFQUEUE ${which}${bypass ? " --queue-bypass" : ""}${cpuFanout ? " --queue-cpu-fanout" : ""}`;
  },
  place: () => null,
  act: ({ bypass }) => ({ kind: "queue", bypass }),
};

function readQueues(
  given: readonly GivenOption[],
  reading: Reading,
): readonly [number, number] | null {
  const single = valueOf(given, "--queue-num");
  const several = valueOf(given, "--queue-balance");
  if (several === undefined) {
    const number = single === undefined ? 0 : readNumber(single, NUMBERS, reading);
    return number === null ? null : [number, number];
  }
  const [first, last] = (/^(\d{1,5}):(\d{1,5})$/.exec(several.text) ?? []).slice(1).map(Number);
  if (first === undefined || last === undefined || first >= last || last > NUMBERS[1])
    return reading.mistake(several, "rules-not-queues");
  return [first, last];
}
