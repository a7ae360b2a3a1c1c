import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { GivenOption, Reading } from "../match/form.js";
import { parsePortRange } from "../match/port-clause.js";

/** What a translation may choose from: addresses and ports; null where that side of the packet stays. */
export interface TranslationRange {
  readonly addresses: readonly [Address, Address] | null;
  readonly ports: readonly [number, number] | null;
  /** `--random` or `--random-fully`: the port is drawn even where the packet's own is free. */
  readonly random: "random" | "random-fully" | null;
  readonly persistent: boolean;
}

/** The options that every translation has. */
export const RANDOM_OPTIONS: Readonly<Record<string, number>> = {
  "--random": 0,
  "--random-fully": 0,
  "--persistent": 0,
};

/** Reads `10.0.0.1`, `10.0.0.1-10.0.0.9:80-90`, `[fd00::1]:80`, `:8080`, and the options beside it. */
export function readTranslation(
  option: string,
  given: readonly GivenOption[],
  reading: Reading,
): TranslationRange | null {
  const word = given.find(({ name }) => name.text === option)?.values[0];
  const has = (name: string): boolean => given.some((each) => each.name.text === name);
  const random = has("--random-fully") ? "random-fully" : has("--random") ? "random" : null;
  const rest = { random, persistent: has("--persistent") } as const;
  if (word === undefined) return { addresses: null, ports: null, ...rest };
  const place = parsePlace(word.text);
  if (place === null) return reading.mistake(word, "rules-not-a-translation");
  return { ...place, ...rest };
}

/** Reads the `8080` or `1024-2048` of `--to-ports`. */
export function readToPorts(
  given: readonly GivenOption[],
  reading: Reading,
): readonly [number, number] | null | undefined {
  const word = given.find(({ name }) => name.text === "--to-ports")?.values[0];
  if (word === undefined) return null;
  const ports = parsePortRange(word.text, "-");
  if (ports !== null) return ports;
  reading.mistake(word, "rules-not-a-port");
  return undefined;
}

/** `10.0.0.1-10.0.0.9:80-90`. */
export function printPlace({ addresses, ports }: TranslationRange): string {
  const [first, last] = addresses ?? ["", ""];
  const hosts = first === last ? first : `${first}-${last}`;
  if (ports === null) return hosts;
  return `${hosts.includes(":") ? `[${hosts}]` : hosts}:${printToPorts(ports)}`;
}

/** `80-90`. */
export function printToPorts([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** ` --random-fully --persistent`, as far as given. */
export function printRandom({ random, persistent }: TranslationRange): string {
  return `${random === null ? "" : ` --${random}`}${persistent ? " --persistent" : ""}`;
}

function parsePlace(text: string): Pick<TranslationRange, "addresses" | "ports"> | null {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  const plain = /^([^:]*)(?::(.*))?$/.exec(text);
  const bare = bracketed === null && plain === null ? text : null;
  const [hosts = "", portText] = bare !== null ? [bare] : (bracketed ?? plain ?? []).slice(1);
  const addresses = hosts === "" ? null : hosts.split("-").map((host) => parseAddress(host));
  const ports = portText === undefined ? null : parsePortRange(portText, "-");
  if (portText !== undefined && ports === null) return null;
  if (addresses === null) return { addresses, ports };
  const [first, last = first, ...more] = addresses;
  if (!first || !last || more.length > 0) return null;
  return { addresses: [first, last], ports };
}
