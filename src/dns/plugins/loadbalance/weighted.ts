import { parseAddress } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { ask } from "../../ask.js";
import type { Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { splitRecords } from "./split-records.js";
import type { Weights } from "./weights.js";

/** Puts one address of a reply first, drawn by the weights (coredns plugin/loadbalance/weighted.go: weightedShuffle). */
export function* putDrawnFirst(
  message: DnsMessage,
  weights: Weights,
  visit: Visit,
): Effects<DnsNeed, DnsMessage> {
  const type = message.question[0]?.type;
  if (type !== "A" && type !== "AAAA" && type !== "SRV") return message;
  return {
    ...message,
    answer: yield* drawFirst(message.answer, weights, visit),
    additional: yield* drawFirst(message.additional, weights, visit),
  };
}

function* drawFirst(
  records: readonly ResourceRecord[],
  weights: Weights,
  visit: Visit,
): Effects<DnsNeed, readonly ResourceRecord[]> {
  const { aliases, addresses, mails, others } = splitRecords(records);
  if (addresses.length === 0) return records;
  const weighed = addresses
    .map((record, index) => ({ index, weight: weightOf(record, weights) }))
    .sort((one, other) => other.weight - one.weight);
  const sum = weighed.reduce((total, { weight }) => total + weight, 0);
  const drawn = yield* ask({ kind: "draw", bound: sum });
  let passed = 0;
  const top = weighed.find(({ weight }) => drawn < (passed += weight))?.index ?? 0;
  const [first, chosen] = [addresses[0], addresses[top]];
  if (first === undefined || chosen === undefined) return records;
  const address = parseAddress(chosen.data);
  if (addresses.length > 1 && address !== null) {
    yield* visit.act({ kind: "address-weighted", address });
  }
  // The two change places.
  const ordered = addresses.with(top, first).with(0, chosen);
  return [...aliases, ...others, ...ordered, ...mails];
}

// What the file does not name weighs as little as can be; names are compared as they are written.
function weightOf({ name, data }: ResourceRecord, weights: Weights): number {
  const address = parseAddress(data);
  return weights.get(name)?.find((weight) => weight.address === address)?.value ?? 1;
}
