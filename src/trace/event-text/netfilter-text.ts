import { address, formatEndpoint } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type {
  ConnectionEntry,
  NetfilterEvent,
  RuleVerdict,
  SetLookup,
  StatisticDraw,
  Tuple,
} from "../event/netfilter-event.js";
import { isNft } from "../nft-station.js";
import type { Walk } from "../state.js";

/** A fact of netfilter in one line; what happens inside a table is indented by the depth of its chain. */
export function netfilterText(event: NetfilterEvent, walk: Walk | null): string {
  switch (event.kind) {
    case "hook-entered":
      return `${event.hook} in ${event.input ?? "-"} out ${event.output ?? "-"}`;
    case "hook-left":
      return `${event.hook} ${event.verdict}`;
    case "table-entered":
      // A chain of iptables has the hook's name; of nft's, several may stand at one.
      return isNft(event.table)
        ? `${event.table} ${event.chain} ${event.hook}`
        : `${event.table} ${event.hook}`;
    case "table-left":
      return `${event.table}${isNft(event.table) ? ` ${walk?.chains[0]?.chain ?? ""}` : ""} ${event.hook}: ${event.verdict}${event.byPolicy ? " by policy" : ""}, ${rules(event.visited)}`;
    case "table-skipped":
      return `${event.table}${event.chain === undefined ? "" : ` ${event.chain}`} ${event.hook} skipped: ${event.reason}`;
    case "rule-hit":
      return `${indent(walk)}${event.table} ${event.chain} rule ${event.rule} ${verdictText(event.verdict)}${drawsText(event.draws)}${lookupsText(event.lookups)}`;
    case "chain-left":
      return `${indent(walk)}${event.table} ${event.chain} ${event.by}${drawsText(event.draws)}`;
    case "set-updated":
      return `${indent(walk)}${event.table} @${event.set}: ${event.element} ${event.expiresAt === null ? "taken out" : `until ${(event.expiresAt / 1000).toFixed(3)}`}`;
    case "packet-marked":
      return `${indent(walk)}mark 0x${event.mark.toString(16)}`;
    case "ttl-set":
      return `${indent(walk)}ttl ${event.ttl}`;
    case "segment-size-set":
      return `${indent(walk)}mss ${event.maximumSegment}`;
    case "connection-looked-up":
      return ["conntrack", event.state, known(event.connection), event.direction]
        .filter((word) => word !== null)
        .join(" ");
    case "connection-created":
      return `conntrack entry ${event.connection} created${besideText(event.beside)}: ${entryText(event.entry)}`;
    case "connection-confirmed":
      return `conntrack entry ${event.connection} confirmed: ${entryText(event.entry)}`;
    case "connection-updated":
      return `conntrack entry ${event.connection} updated: ${entryText(event.entry)}`;
    case "connection-expired":
      return `conntrack entry ${event.connection} removed: ${event.reason}`;
    case "packet-translated":
      return `${event.translation} in ${event.hook}: ${changeText(event.before, event.headers)}`;
  }
}

function verdictText(verdict: RuleVerdict): string {
  switch (verdict.kind) {
    case "jump":
      return `-> ${verdict.chain}`;
    case "goto":
      return `=> ${verdict.chain}`;
    case "dnat":
    case "snat":
      return `${verdict.kind.toUpperCase()} to ${verdict.to}`;
    case "reject":
      return `REJECT with ${verdict.with}`;
    case "queue":
      return verdict.bypass ? "QUEUE, passes where nobody waits" : "QUEUE";
    case "accept":
    case "drop":
    case "return":
      return verdict.kind.toUpperCase();
    case "continue":
      return "goes on";
  }
}

function drawsText(draws: readonly StatisticDraw[]): string {
  const each = draws.map(({ rule, probability, drawn, modulus }) =>
    modulus === undefined
      ? `rule ${rule} drew ${drawn.toFixed(3)}, hits below ${probability.toFixed(3)}`
      : `rule ${rule} drew ${drawn} of ${modulus}`,
  );
  return each.length === 0 ? "" : ` (${each.join(", ")})`;
}

function lookupsText(lookups: readonly SetLookup[] = []): string {
  return lookups.map(({ set, element }) => ` @${set} { ${element} }`).join("");
}

function entryText({ original, reply, status, protocolState }: ConnectionEntry): string {
  const words = [protocolState, ...status].filter((word) => word !== null);
  const tail = words.length === 0 ? "" : ` ${words.join(" ")}`;
  return `${tupleOf(original)}, reply ${tupleOf(reply)}${tail}`;
}

function tupleOf({ source, destination, sourcePort, destinationPort }: Tuple): string {
  return `${formatEndpoint(address(source), sourcePort)} > ${formatEndpoint(address(destination), destinationPort)}`;
}

function changeText(before: Packet, after: Packet): string {
  const ends = [
    [endOf(before, "source"), endOf(after, "source")],
    [endOf(before, "destination"), endOf(after, "destination")],
  ];
  return ends
    .filter(([old, now]) => old !== now)
    .map(([old, now]) => `${old} -> ${now}`)
    .join(", ");
}

function endOf(packet: Packet, end: "source" | "destination"): string {
  const { transport } = packet;
  if (!hasPorts(transport)) return packet[end];
  return formatEndpoint(packet[end], transport[`${end}Port`]);
}

function rules(count: number): string {
  return count === 0 ? "no rules" : count === 1 ? "1 rule tried" : `${count} rules tried`;
}

function known(connection: number | null): string | null {
  return connection === null ? null : `entry ${connection}`;
}

function indent(walk: Walk | null): string {
  return "  ".repeat(1 + (walk?.chains[walk.shown]?.depth ?? 0));
}

function besideText(connection?: number): string {
  return connection === undefined ? "" : ` beside ${connection}`;
}
