import fc from "fast-check";
import { ADDRESSES, arbitraryRule } from "./arbitrary-rule.js";

/** What is drawn of a world: the rules of the two routers and the server, their routes, and what is sent. */
export interface GeneratedWorld {
  readonly rules: Readonly<Record<Ruled, string>>;
  readonly routes: Readonly<Record<"near" | "far", readonly string[]>>;
  readonly sysctls: readonly string[];
  readonly requests: readonly string[];
}

type Ruled = "near" | "far" | "server" | "client";

const TABLES: Readonly<Record<string, readonly string[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
};
const USER_CHAINS = ["ONE", "TWO"] as const;

// A jump leads to a later chain only, so that there is no circle.
function arbitraryTable(table: string): fc.Arbitrary<string> {
  const hooks = TABLES[table] ?? [];
  const chains = [...hooks, ...USER_CHAINS];
  const rules = chains.map((chain, index) => {
    const hook = index < hooks.length ? chain : null;
    const later = USER_CHAINS.filter((user) => chains.indexOf(user) > index);
    const rule = arbitraryRule({ table, hook, chains: later });
    return fc
      .array(rule, { maxLength: 3 })
      .map((list) => list.map((words) => `-A ${chain}${words === "" ? "" : ` ${words}`}`));
  });
  const policies = fc.array(fc.constantFrom("ACCEPT", "ACCEPT", "ACCEPT", "ACCEPT", "DROP"), {
    minLength: hooks.length,
    maxLength: hooks.length,
  });
  return fc
    .tuple(policies, fc.tuple(...rules))
    .map(([chosen, lists]) =>
      [
        `*${table}`,
        ...hooks.map(
          (hook, at) =>
            `:${hook} ${table === "filter" ? (chosen[at] ?? "ACCEPT") : "ACCEPT"} [0:0]`,
        ),
        ...USER_CHAINS.map((chain) => `:${chain} - [0:0]`),
        ...lists.flat(),
        "COMMIT",
      ].join("\n"),
    );
}

const dump = fc
  .subarray(Object.keys(TABLES))
  .chain((tables) => fc.tuple(...tables.map(arbitraryTable)))
  .map((texts) => texts.join("\n"));

// What routes may say beside those that the topology needs.
const extraRoute = (gateway: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .constantFrom("blackhole", "unreachable", "prohibit")
      .chain((kind) =>
        fc.constantFrom("10.99.0.0/24", "10.96.0.0/24").map((to) => `route ${kind} ${to}`),
      ),
    fc.constant(`route 10.99.0.0/16 via ${gateway}`),
    fc.constant("route 10.96.0.0/16 via GATEWAY table 100".replace("GATEWAY", gateway)),
    fc
      .constantFrom("0x1", "0x4000/0x4000")
      .map((mark) => `rule pref 100 fwmark ${mark} lookup 100`),
    fc
      .constantFrom("10.1.0.0/24", "10.4.0.2")
      .map((from) => `rule pref 200 from ${from} lookup 100`),
    fc.constantFrom("10.99.0.9", "10.4.0.0/24").map((to) => `rule pref 300 to ${to} prohibit`),
  );

// Two routes to one destination, or two rules of one priority, are no case of their own.
function routeKey(words: string): string {
  return /(10\.\S+\/\d+|pref \d+)/.exec(words)?.[1] ?? words;
}

const request = fc
  .tuple(
    fc.constantFrom("client", "client", "client", "near", "server", "other"),
    fc.constantFrom(...Object.values(ADDRESSES)),
    fc.constantFrom("ping", "tcp", "tcp", "udp"),
    fc.constantFrom(7, 80, 81, 8080),
  )
  .map(([from, to, how, port]) => {
    if (how === "ping") return `${from} ping ${to}`;
    return how === "tcp" ? `${from} connect tcp ${to}:${port}` : `${from} send udp ${to}:${port}`;
  });

/** A world: any rules of the supported matches and targets that a dump may have, without chance in them. */
export const arbitraryWorld: fc.Arbitrary<GeneratedWorld> = fc.record({
  rules: fc.record({
    near: dump,
    far: fc.oneof(fc.constant(""), dump),
    server: fc.oneof(fc.constant(""), fc.constant(""), dump),
    client: fc.oneof(fc.constant(""), fc.constant(""), dump),
  }),
  routes: fc.record({
    near: fc.uniqueArray(extraRoute("10.2.0.2"), { maxLength: 2, selector: routeKey }),
    far: fc.uniqueArray(extraRoute("10.2.0.1"), { maxLength: 1, selector: routeKey }),
  }),
  sysctls: fc.subarray(["net.ipv4.conf.eth0.rp_filter 1", "net.ipv4.conf.eth1.rp_filter 2"]),
  requests: fc.array(request, { minLength: 2, maxLength: 4 }),
});

/** The world of a seed: always the same. */
export function worldOfSeed(seed: number): GeneratedWorld {
  const [world] = fc.sample(fc.noBias(arbitraryWorld), { seed, numRuns: 1 });
  if (world === undefined) throw new Error(`no world of seed ${seed}`);
  return world;
}
