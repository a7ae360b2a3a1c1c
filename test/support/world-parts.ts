import { address } from "../../src/base/address.js";
import type { EventBody } from "../../src/trace/event/event.js";
import { PING } from "./host-world.js";

/** The loopback device of every host. */
export const LO = {
  name: "lo",
  kind: "loopback",
  addresses: ["127.0.0.1/8"],
  mtu: 65_536,
} as const;

/** A part of what docker writes. */
export const RULES = {
  nat: {
    PREROUTING: ["-m addrtype --dst-type LOCAL -j DOCKER"],
    INPUT: [],
    OUTPUT: [],
    POSTROUTING: ["-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE"],
    DOCKER: ["! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80"],
  },
  filter: {
    INPUT: [],
    FORWARD: ["-d 172.17.0.2/32 ! -i docker0 -o docker0 -j ACCEPT"],
    OUTPUT: [],
  },
} as const;

/** A routing decision about the ping of a small world. */
export function route(
  device: string,
  gateway: string | null,
  decision: "forward" | "output",
): EventBody {
  return {
    kind: "route-chosen",
    destination: PING.destination,
    route: gateway === null ? `10.0.2.0/24 dev ${device}` : `default via ${gateway} dev ${device}`,
    device,
    gateway: gateway === null ? null : address(gateway),
    decision,
    table: "main",
    priority: 32_766,
  };
}
