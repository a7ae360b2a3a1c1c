import type { ConnectionEntry, Tuple } from "../../../src/trace/event/netfilter-event.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";

/** The conntrack tables of all hosts that have entries, one text for each entry. */
export function connectionTexts(running: Running): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.keys(running.description.hosts).flatMap((name) => {
      const list = stackOf(running, name).host.netfilter?.conntrack.list() ?? [];
      const texts = list
        .map(({ entry }) => entry)
        .filter(({ confirmed }) => confirmed)
        .map(entryText);
      return texts.length === 0 ? [] : [[name, texts]];
    }),
  );
}

/** `tcp 10.0.0.1:40001>10.0.0.2:80 | 10.0.0.2:80>10.0.0.1:40001 SYN_SENT [DST_NAT]`. */
export function entryText(entry: ConnectionEntry): string {
  const { protocol, original, reply, protocolState, seenReply, assured, status } = entry;
  const flags = [
    seenReply ? "SEEN_REPLY" : "",
    assured ? "ASSURED" : "",
    status.includes("SNAT") ? "SRC_NAT" : "",
    status.includes("DNAT") ? "DST_NAT" : "",
  ].filter((flag) => flag !== "");
  const state = protocolState === null ? "" : ` ${protocolState}`;
  const suffix = flags.length === 0 ? "" : ` [${flags.join(",")}]`;
  const isEcho = protocol === "icmp";
  const [asks, answers] = isEcho ? [" type=8 code=0", " type=0 code=0"] : ["", ""];
  return `${protocol} ${tupleText(original, isEcho)}${asks} | ${tupleText(reply, isEcho)}${answers}${state}${suffix}`;
}

function tupleText(tuple: Tuple, isEcho: boolean): string {
  const { source, destination, sourcePort, destinationPort } = tuple;
  if (isEcho) return `${source}>${destination}`;
  return `${source}:${sourcePort}>${destination}:${destinationPort}`;
}
