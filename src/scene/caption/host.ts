import type { HostEvent } from "../../trace/event/host-event.js";
import { partyText } from "../naming.js";
import { parseAddress } from "../../base/address.js";
import { macText } from "./carrier.js";
import { firstLine, say } from "./context.js";
import { isTypedOutside } from "./prompt.js";
import type { Teller, Tellers, Telling } from "./context.js";

/** What is said of hosts: what was run on them, whom they asked for, what they learned. */
export const HOST: Tellers<HostEvent["kind"]> = {
  "command-run": ({ namespace, command }, { host }) => {
    const line = firstLine(command, 160);
    const isOutside = isTypedOutside(namespace, command);
    return say(isOutside ? "command-run-outside" : "command-run", { host, command: line });
  },
  "neighbour-asked": ({ address, device }, telling) => {
    const { host } = telling;
    const isIpv6 = address.includes(":");
    const whom = withOwner(address, telling);
    return say(isIpv6 ? "neighbour-asked-nd" : "neighbour-asked", { host, device, address: whom });
  },
  "neighbour-changed": (event, telling) => neighbourCaption(event, telling),
  "neighbour-removed": ({ address, device }, telling) =>
    say("neighbour-removed", { host: telling.host, address: withOwner(address, telling), device }),
  "forwarding-learned": ({ entry }, telling) => {
    const { host } = telling;
    const { device, master, destination } = entry;
    const mac = macText(entry.mac, telling);
    if (destination !== null) return say("tunnel-learned", { host, mac, device, destination });
    return master === null
      ? say("forwarding-own", { host, mac, device })
      : say("forwarding-learned", { host, mac, device, bridge: master });
  },
  "forwarding-removed": ({ mac, device }, telling) =>
    say("forwarding-removed", { host: telling.host, mac: macText(mac, telling), device }),
  "tables-changed": ({ tables }, { host }) =>
    say("tables-changed", { host, tables: Object.keys(tables).join(", ") }),
  "rules-changed": ({ ruleSet }, { host }) =>
    say("rules-changed", { host, tables: ruleSet.tables.map(({ name }) => name).join(", ") }),
  "nftables-changed": ({ nftables }, { host }) =>
    say("nftables-changed", {
      host,
      tables: nftables.tables.map(({ family, name }) => `${family} ${name}`).join(", "),
    }),
};

const neighbourCaption: Teller<"neighbour-changed"> = ({ namespace, entry }, telling) => {
  const { host, before } = telling;
  const { address, device, mac, state } = entry;
  const known =
    namespace === null
      ? undefined
      : before.tables[namespace]?.neighbours.find(
          (one) => one.address === address && one.device === device,
        );
  const whom = withOwner(address, telling);
  if (state === "FAILED") return say("neighbour-failed", { host, address, device });
  if (mac === null || state === "INCOMPLETE")
    return say("neighbour-waiting", { host, address: whom, device });
  return known?.state === "INCOMPLETE"
    ? say("neighbour-answered", { host, address: whom, device, mac })
    : say("neighbour-changed", { host, address: whom, device, mac, state });
};

function withOwner(text: string, { trace }: Telling): string {
  const address = parseAddress(text);
  return address === null ? text : partyText(trace.header, address, null);
}
