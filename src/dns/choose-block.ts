import { labelsOf } from "../packet/dns-name.js";
import type { Question } from "../packet/dns-message.js";
import type { BlockKey } from "./corefile/corefile.js";

/** A zone and port that a server block, by its number, answers on. */
export interface Listener extends BlockKey {
  readonly block: number;
}

/**
 * The block with the longest zone that holds the name; for DS, which the parent of a zone answers, the shortest but
 * the root (coredns core/dnsserver/server.go: ServeDNS).
 */
export function chooseBlock(
  listeners: readonly Listener[],
  question: Question,
  port: number,
): Listener | null {
  const open = listeners.filter((one) => one.transport === "dns" && Number(one.port) === port);
  const labels = labelsOf(question.name.toLowerCase());
  const below = labels.flatMap((_, index) => {
    const zone = `${labels.slice(index).join(".")}.`;
    return open.find((one) => one.zone === zone) ?? [];
  });
  const best = question.type === "DS" ? below.at(-1) : below[0];
  return best ?? open.find(({ zone }) => zone === ".") ?? null;
}
