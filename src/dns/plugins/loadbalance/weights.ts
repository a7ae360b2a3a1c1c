import { parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import type { GoValue } from "../../corefile/go-value.js";

/** The weights of addresses by the name that they are answered for, as written in the file, with its trailing dot. */
export type Weights = ReadonlyMap<string, readonly Weight[]>;

/** An address with its weight, from 1 to 255. */
export interface Weight {
  readonly address: Address;
  readonly value: number;
}

// Go's bufio.Scanner: MaxScanTokenSize.
const LONGEST_LINE = 65_536;

/** Reads a weight file: a name on its own line, then addresses, each with its weight (coredns plugin/loadbalance/weighted.go: parseWeights). */
export function readWeights(text: string, path: string): GoValue<Weights> {
  const weights = new Map<string, Weight[]>();
  let name = "";
  for (const line of text.split("\n")) {
    if (line.length >= LONGEST_LINE) {
      return wrong(`weight file ${path} parsing error:bufio.Scanner: token too long`);
    }
    const words = line.split(/\s+/).filter((word) => word !== "");
    const [first, second] = words;
    if (first === undefined || first.startsWith("#")) continue;
    if (words.length > 2) {
      return wrong(`could not parse weight line:"${line.trim()}" in weight file ${path}`);
    }
    if (second === undefined) {
      if (parseAddress(first) !== null) {
        const hint = "(Maybe a missing weight value?)";
        return wrong(`wrong domain name:"${first}" in weight file ${path}. ${hint}`);
      }
      name = first.endsWith(".") ? first : `${first}.`;
      if (!weights.has(name)) weights.set(name, []);
      continue;
    }
    const weight = readWeight([first, second], path);
    if (!weight.ok) return weight;
    if (name === "") return wrong(`missing domain name in weight file ${path}`);
    weights.get(name)?.push(weight.value);
  }
  return { ok: true, value: weights };
}

function readWeight([host, text]: readonly [string, string], path: string): GoValue<Weight> {
  const address = parseAddress(host);
  if (address === null) return wrong(`wrong IP address:"${host}" in weight file ${path}`);
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value === 0 || value > 255)
    return wrong(`wrong weight value:"${text}" in weight file ${path}`);
  return { ok: true, value: { address, value } };
}

function wrong(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
