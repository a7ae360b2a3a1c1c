import { familyOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Word } from "../iptables/word.js";
import type { GivenOption, Reading } from "../match/form.js";
import { parsePortRange } from "../match/port-clause.js";
import { hasOption, valueOf } from "./given.js";

/** What a translation may choose from: addresses and ports; null where that side of the packet stays. */
export interface TranslationRange {
  readonly addresses: readonly [Address, Address] | null;
  readonly ports: readonly [number, number] | null;
  /** The port that the first of the range stands for, so that each port keeps its place in it (`80-90/1080`). */
  readonly basePort: number | null;
  /** The port is drawn even where the packet's own is free; both options may stand in a rule. */
  readonly random: readonly RandomOption[];
  readonly persistent: boolean;
}

/** `--random` lets the kernel draw a port, `--random-fully` lets it draw from all of them; today it does the same for both. */
export type RandomOption = "random" | "random-fully";

/** The translation that leaves the packet as it is, unless its port is taken. */
export const NO_TRANSLATION: TranslationRange = {
  addresses: null,
  ports: null,
  basePort: null,
  random: [],
  persistent: false,
};

/** Reads `10.0.0.1`, `10.0.0.1-10.0.0.9:80-90`, `[fd00::1]:80`, `:8080`, and the options beside it. */
export function readTranslation(
  word: Word,
  given: readonly GivenOption[],
  reading: Reading,
): TranslationRange | null {
  const place = parsePlace(word.text);
  if (place === null) return reading.mistake(word, "rules-not-a-translation");
  const [first] = place.addresses ?? [];
  if (first !== undefined && familyOf(first) !== reading.family)
    return reading.mistake(word, "rules-wrong-family");
  return { ...place, ...readRandom(given) };
}

/** Reads `--to-ports 8080` or `1024-2048`, and the options beside it; null after a mistake. */
export function readToPorts(
  given: readonly GivenOption[],
  reading: Reading,
): TranslationRange | null {
  const word = valueOf(given, "--to-ports");
  const range = { ...NO_TRANSLATION, ...readRandom(given) };
  if (word === undefined) return range;
  const ports = parsePortRange(word.text, "-");
  return ports === null ? reading.mistake(word, "rules-not-a-port") : { ...range, ports };
}

/** `10.0.0.1-10.0.0.9:80-90`. */
export function printPlace({ addresses, ports, basePort }: TranslationRange): string {
  const [first, last] = addresses ?? ["", ""];
  const hosts = first === last ? first : `${first}-${last}`;
  if (ports === null) return hosts;
  const shift = basePort === null ? "" : `/${basePort}`;
  return `${hosts.includes(":") ? `[${hosts}]` : hosts}:${printPorts(ports)}${shift}`;
}

/** ` --to-ports 80-90`, where there are any. */
export function printToPorts({ ports }: TranslationRange): string {
  return ports === null ? "" : ` --to-ports ${printPorts(ports)}`;
}

/** ` --random-fully --persistent`, as far as given. */
export function printRandom({ random, persistent }: TranslationRange): string {
  return `${random.map((option) => ` --${option}`).join("")}${persistent ? " --persistent" : ""}`;
}

function printPorts([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function readRandom(
  given: readonly GivenOption[],
): Pick<TranslationRange, "random" | "persistent"> {
  const random = (["random", "random-fully"] as const).filter((option) =>
    hasOption(given, `--${option}`),
  );
  return { random, persistent: hasOption(given, "--persistent") };
}

/** Reads `10.0.0.1`, `10.0.0.1-10.0.0.9:80-90`, `[fd00::1]:80`, `:8080`; null where it is no place. */
export function parsePlace(
  text: string,
): Pick<TranslationRange, "addresses" | "ports" | "basePort"> | null {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  // An address of IPv6 has colons of its own, so that only brackets can tell it from a port.
  const plain = /^([^:]*)(?::([^:]*))?$/.exec(text);
  const bare = bracketed === null && plain === null ? text : null;
  const [hosts = "", portText] = bare !== null ? [bare] : (bracketed ?? plain ?? []).slice(1);
  const places = portText === undefined ? NO_PORTS : parsePorts(portText);
  if (places === null) return null;
  if (hosts === "") return { addresses: null, ...places };
  const [first, last = first, ...more] = hosts.split("-").map((host) => parseAddress(host));
  if (!first || !last || more.length > 0 || familyOf(first) !== familyOf(last)) return null;
  return { addresses: [first, last], ...places };
}

const NO_PORTS = { ports: null, basePort: null } as const;

function parsePorts(text: string): Pick<TranslationRange, "ports" | "basePort"> | null {
  const [range = "", base, ...more] = text.split("/");
  const ports = parsePortRange(range, "-");
  const basePort = base === undefined ? null : parsePortRange(base, "-");
  if (ports === null || more.length > 0 || (base !== undefined && basePort === null)) return null;
  return { ports, basePort: basePort?.[0] ?? null };
}
