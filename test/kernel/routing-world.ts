import { address } from "../../src/base/address.js";
import type { Address, Family } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import { createRandom } from "../../src/base/random.js";
import type { Random } from "../../src/base/random.js";
import type { RoutingRule } from "../../src/network/namespace.js";
import { route } from "../../src/network/route.js";
import type { Route } from "../../src/network/route.js";
import type { TestHost } from "../network/fixture.js";
import { testRule } from "../network/fixture.js";

/** A drawn host: its routes, rules and settings, and the flows that it is asked for. */
export interface RoutingWorld {
  readonly family: Family;
  readonly host: TestHost;
  readonly routes: readonly Route[];
  readonly rules: readonly RoutingRule[];
  readonly flows: readonly AskedFlow[];
}

/** A question to `ip route get`. */
export interface AskedFlow {
  readonly destination: Address;
  readonly source: Address | null;
  /** The device that the packet comes in by; null for one of the host's own. */
  readonly input: string | null;
  readonly output: string | null;
  readonly mark: number;
}

interface Pool {
  readonly devices: Readonly<Record<string, readonly string[]>>;
  readonly gateways: Readonly<Record<string, readonly string[]>>;
  readonly prefixes: readonly string[];
  readonly ends: readonly string[];
  readonly own: readonly string[];
}

const POOLS: Readonly<Record<Family, Pool>> = {
  ipv4: {
    devices: {
      d0: ["192.168.0.1/24", "192.168.0.9/24"],
      d1: ["192.168.1.1/24", "10.3.0.1/30"],
      d2: ["192.168.2.1/32"],
    },
    gateways: { d0: ["192.168.0.254", "192.168.0.253"], d1: ["192.168.1.254"], d2: [] },
    prefixes: [
      "10.1.0.0/16",
      "10.1.2.0/24",
      "10.1.2.3/32",
      "10.2.0.0/16",
      "0.0.0.0/0",
      "10.0.0.0/8",
      "172.16.0.0/12",
      "127.5.0.0/16",
      "10.3.3.0/24",
      "192.168.0.0/16",
    ],
    ends: [
      ...["10.1.2.3", "10.1.2.4", "10.1.9.9", "10.2.0.1", "8.8.8.8", "172.16.3.3", "10.3.3.3"],
      ...["192.168.0.1", "192.168.0.9", "192.168.0.77", "192.168.0.255", "192.168.1.5"],
      ...["192.168.2.1", "10.3.0.2", "127.0.0.1", "127.5.0.1", "255.255.255.255", "224.0.0.5"],
      "0.0.0.5",
    ],
    own: ["192.168.0.1", "192.168.1.1", "192.168.2.1", "127.0.0.1"],
  },
  ipv6: {
    devices: {
      d0: ["fd00:a::1/64"],
      d1: ["fd00:b::1/64", "2001:db8::1/64"],
      d2: ["fd00:c::1/128"],
    },
    gateways: { d0: ["fd00:a::fe", "fd00:a::fd"], d1: ["fd00:b::fe"], d2: [] },
    prefixes: [
      "fd00:1::/32",
      "fd00:1:2::/48",
      "fd00:1:2::3/128",
      "::/0",
      "fd00::/16",
      "2001:db8:1::/48",
      "2001:db8::/32",
    ],
    ends: [
      ...["fd00:1:2::3", "fd00:1:2::4", "fd00:1:9::9", "fd00:2::1", "2001:db8:1::1"],
      ...["2001:4860::1", "fd00:a::1", "fd00:a::77", "fd00:b::5", "fd00:c::1", "2001:db8::9"],
    ],
    own: ["fd00:a::1", "fd00:b::1", "fd00:c::1"],
  },
};

const ENDING = ["blackhole", "unreachable", "prohibit", "throw"] as const;

/** Draws a world; IPv6 is asked only for packets of the host's own, for what `ip route get` does with others is no routing decision. */
export function drawWorld(seed: number, family: Family): RoutingWorld {
  const random = createRandom(seed, `routing ${family}`);
  const pool = POOLS[family];
  const routes = drawRoutes(random, pool);
  const rules = drawRules(random, pool, family);
  const sysctls = family === "ipv4" ? drawSettings(random, pool) : {};
  const host = { devices: pool.devices, routes, rules, sysctls };
  const flows = Array.from({ length: 60 }, () => drawFlow(random, pool, family));
  return { family, host, routes, rules, flows };
}

function drawRoutes(random: Random, { devices, gateways, prefixes }: Pool): readonly Route[] {
  const known = new Set<string>();
  return Array.from({ length: 14 }).flatMap((): readonly Route[] => {
    const destination = prefix(pick(random, prefixes));
    const table = pick(random, ["main", "main", "main", "100", "200", "default"]);
    const metric = pick(
      random,
      [1024, 5, 10].map((usual) => usualMetric(usual, destination.family)),
    );
    const key = `${destination.base}/${destination.length} ${table} ${metric}`;
    if (known.has(key)) return [];
    known.add(key);
    if (random.next() < 0.35)
      return [
        route({
          kind: pick(random, ENDING),
          destination,
          device: null,
          table,
          metric,
          scope: "global",
        }),
      ];
    const device = pick(random, Object.keys(devices));
    const [gateway = null] =
      random.next() < 0.5 ? [pick(random, [...(gateways[device] ?? []), null])] : [];
    return [
      route({
        destination,
        device,
        table,
        metric,
        gateway: gateway === null ? null : address(gateway),
        ...(destination.family === "ipv4" && gateway === null && random.next() < 0.2
          ? { scope: "host" }
          : {}),
        ...(random.next() < 0.2 ? { mtu: 1300 } : {}),
        ...(random.next() < 0.2 ? { protocol: "static" } : {}),
      }),
    ];
  });
}

function usualMetric(metric: number, family: Family): number {
  return metric === 1024 && family === "ipv4" ? 0 : metric;
}

function drawRules(random: Random, { prefixes }: Pool, family: Family): readonly RoutingRule[] {
  const priorities = [5, 50, 60, 70, 100, 40_000].filter(() => random.next() < 0.3);
  const ranges = prefixes.filter((text) => !text.endsWith("/0"));
  const range = (chance: number): RoutingRule["from"] =>
    random.next() < chance ? prefix(pick(random, ranges)) : null;
  return priorities.map((priority) =>
    testRule({
      family,
      priority,
      negated: random.next() < 0.2,
      from: range(0.3),
      to: range(0.4),
      mark:
        random.next() < 0.4
          ? { value: pick(random, [1, 16]), mask: pick(random, [0xffff_ffff, 0xf0]) }
          : null,
      input: random.next() < 0.3 ? pick(random, ["d0", "d1", "lo"]) : null,
      output: random.next() < 0.15 ? pick(random, ["d0", "d1"]) : null,
      action: pick(random, [
        { kind: "table", table: "100" },
        { kind: "table", table: "200" },
        { kind: "table", table: "main" },
        { kind: "prohibit" },
        { kind: "unreachable" },
        { kind: "blackhole" },
      ]),
    }),
  );
}

function drawSettings(random: Random, { devices }: Pool): Readonly<Record<string, string>> {
  const names = ["rp_filter", "forwarding", "route_localnet", "accept_local", "src_valid_mark"];
  const drawn = ["all", ...Object.keys(devices)].flatMap((device) =>
    [...names, "send_redirects"]
      .filter(() => random.next() < 0.2)
      .map((name): [string, string] => [
        `net/ipv4/conf/${device}/${name}`,
        name === "rp_filter" ? pick(random, ["0", "1", "2"]) : pick(random, ["0", "1"]),
      ]),
  );
  return Object.fromEntries([
    ...(random.next() < 0.8 ? [["net/ipv4/ip_forward", "1"] as const] : []),
    ...drawn,
  ]);
}

function drawFlow(random: Random, { ends, own }: Pool, family: Family): AskedFlow {
  const destination = address(pick(random, ends));
  const mark = pick(random, [0, 0, 1, 16]);
  if (family === "ipv4" && random.next() < 0.55) {
    const source = address(pick(random, ends));
    return { destination, source, input: pick(random, ["d0", "d1", "d2"]), output: null, mark };
  }
  const source = random.next() < 0.3 ? address(pick(random, own)) : null;
  // IPv6 heeds the device of `ip route get` strictly only where no source is named, that of a bound socket always.
  const mayName = family === "ipv4" || source === null;
  const output = mayName && random.next() < 0.15 ? pick(random, ["d0", "d1"]) : null;
  return { destination, source, input: null, output, mark };
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[random.integer(values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}
