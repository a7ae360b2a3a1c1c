import fc from "fast-check";

/** Where a rule stands. */
export interface RulePlace {
  readonly table: string;
  /** A built-in chain by its own name; null for a user chain, which any hook may come to. */
  readonly hook: string | null;
  /** The user chains that it may lead to. */
  readonly chains: readonly string[];
}

/** The addresses of the fixed topology that rules and packets speak of. */
export const ADDRESSES = {
  client: "10.1.0.2",
  near: "10.1.0.1",
  far: "10.2.0.1",
  second: "10.2.0.2",
  third: "10.3.0.1",
  server: "10.3.0.2",
  other: "10.4.0.2",
  otherGate: "10.4.0.1",
  virtual: "10.96.0.1",
  nowhere: "10.99.0.9",
} as const;

const anyAddress = fc.constantFrom(...Object.values(ADDRESSES));
const anyPrefix = fc.oneof(
  anyAddress,
  fc.constantFrom("10.0.0.0/8", "10.1.0.0/24", "10.3.0.0/16", "10.96.0.0/16", "10.4.0.0/24"),
);
const devices = fc.constantFrom("eth0", "eth1", "eth2", "lo", "eth+");
const negated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.boolean(), text).map(([no, words]) => (no ? `! ${words}` : words));

const port = fc.constantFrom("7", "80", "81", "8080", "1:79", "80:90", "32768:60999");
const states = fc
  .subarray(["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED"], { minLength: 1 })
  .map((words) => words.join());

// A protocol, and what may be asked of its packets. What ping's bytes say the simulation does not know, so that strings
// are looked for in segments alone.
const ofProtocol = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  negated(fc.constantFrom("-p tcp", "-p udp", "-p icmp")),
  fc
    .tuple(fc.constantFrom("tcp", "udp"), fc.constantFrom("--dport", "--sport"), port, fc.boolean())
    .map(([name, side, range, no]) => `-p ${name} -m ${name} ${no ? "! " : ""}${side} ${range}`),
  fc
    .constantFrom("SYN,ACK SYN", "FIN,SYN,RST,ACK SYN", "ACK ACK", "RST RST", "FIN FIN", "PSH PSH")
    .map((flags) => `-p tcp -m tcp --tcp-flags ${flags}`),
  fc
    .constantFrom("hello", "GET", "nothing")
    .map((text) => `-p tcp -m string --string "${text}" --algo bm --to 65535`),
  fc.constantFrom("8", "0", "3", "3/3").map((type) => `-p icmp -m icmp --icmp-type ${type}`),
  fc
    .tuple(fc.constantFrom("tcp", "udp"), fc.constantFrom("--dports", "--sports", "--ports"))
    .map(([name, side]) => `-p ${name} -m multiport ${side} 7,80,8000:9000`),
);

const mask = fc.constantFrom("0x1", "0x2/0x2", "0x0/0x3", "0x4000/0x4000");
const tracked = [
  states.map((list) => `-m conntrack --ctstate ${list}`),
  states.map((list) => `-m conntrack ! --ctstate ${list}`),
  states.filter((list) => !list.includes("SNAT")).map((list) => `-m state --state ${list}`),
  anyPrefix.map((prefix) => `-m conntrack --ctorigdst ${prefix}`),
  fc.constantFrom("DNAT", "SNAT").map((state) => `-m conntrack --ctstate ${state}`),
  fc.constantFrom("ORIGINAL", "REPLY").map((dir) => `-m conntrack --ctdir ${dir}`),
  fc.constantFrom("ASSURED", "SEEN_REPLY", "CONFIRMED").map((s) => `-m conntrack --ctstatus ${s}`),
  mask.map((words) => `-m connmark --mark ${words}`),
];
const untracked = [
  fc.constant(""),
  fc.constant(""),
  mask.map((words) => `-m mark --mark ${words}`),
  mask.map((words) => `-m mark ! --mark ${words}`),
  fc
    .tuple(fc.boolean(), fc.constantFrom("LOCAL", "UNICAST", "BROADCAST", "UNREACHABLE"))
    .map(([no, type]) => `-m addrtype ${no ? "! " : ""}--dst-type ${type}`),
  fc.constantFrom("LOCAL", "UNICAST").map((type) => `-m addrtype --src-type ${type}`),
  fc
    .constantFrom("10.1.0.0-10.2.255.255", "10.3.0.2-10.3.0.9")
    .chain((range) =>
      fc.constantFrom("--src-range", "--dst-range").map((side) => `-m iprange ${side} ${range}`),
    ),
  fc.constantFrom("0:60", "84", "61:1500", "28:40").map((range) => `-m length --length ${range}`),
  fc.constantFrom("-eq 64", "-eq 63", "-lt 64", "-gt 62").map((words) => {
    const [how = "", value = ""] = words.split(" ");
    return `-m ttl -${how} ${value}`;
  }),
  fc.constantFrom("a", "two words").map((text) => `-m comment --comment "${text}"`),
  fc
    .tuple(fc.boolean(), fc.constantFrom("HOSTS src", "HOSTS dst", "NETS src", "NETS dst"))
    .map(([no, words]) => `-m set ${no ? "! " : ""}--match-set ${words}`),
  fc.constantFrom("unicast", "broadcast").map((type) => `-m pkttype --pkt-type ${type}`),
  fc.constantFrom("0x00", "0x0a").map((value) => `-m dscp --dscp ${value}`),
];
const sent = [
  fc.constantFrom("0", "1000").map((user) => `-m owner --uid-owner ${user}`),
  fc.constant("-m owner --socket-exists"),
];

/** What a rule of this place asks, and what it does, as `iptables-save` prints it. */
export function arbitraryRule(place: RulePlace): fc.Arbitrary<string> {
  const { table, hook } = place;
  const isRaw = table === "raw";
  const asksInput = hook !== null && ["PREROUTING", "INPUT", "FORWARD"].includes(hook);
  const asksOutput = hook !== null && ["OUTPUT", "FORWARD", "POSTROUTING"].includes(hook);
  const isOwn = hook === "OUTPUT" || hook === "POSTROUTING";
  const asked = fc.oneof(...untracked, ...(isRaw ? [] : tracked), ...(isOwn ? sent : []));
  // A rule with many clauses is hardly ever met by anything.
  const matches = fc.oneof({ weight: 2, arbitrary: fc.constant("") }, asked);
  const some = (may: boolean, words: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    may ? fc.oneof({ weight: 5, arbitrary: fc.constant("") }, words) : fc.constant("");
  return fc
    .tuple(
      some(true, negated(anyPrefix.map((prefix) => `-s ${prefix}`))),
      some(true, negated(anyPrefix.map((prefix) => `-d ${prefix}`))),
      some(asksInput, negated(devices.map((name) => `-i ${name}`))),
      some(asksOutput, negated(devices.map((name) => `-o ${name}`))),
      ofProtocol,
      matches,
      matches,
    )
    .chain((parts) => {
      // The same module twice in one rule is no use, and printed otherwise.
      const [first = "", second = ""] = parts.slice(5);
      const module = first.split(" ")[1];
      const own = [
        ...parts.slice(0, 6),
        module !== undefined && second.includes(`-m ${module}`) ? "" : second,
      ];
      const words = own.filter((word) => word !== "").join(" ");
      return arbitraryTarget(place, words).map((target) =>
        [words, target].filter((part) => part !== "").join(" "),
      );
    });
}

const jumps = (chains: readonly string[]): readonly fc.Arbitrary<string>[] =>
  chains.length === 0
    ? []
    : [
        fc.constantFrom(...chains).map((chain) => `-j ${chain}`),
        fc.constantFrom(...chains).map((chain) => `-g ${chain}`),
      ];

function arbitraryTarget(place: RulePlace, words: string): fc.Arbitrary<string> {
  const { table, hook, chains } = place;
  const protocol = /(?<!! )-p (tcp|udp|icmp)/.exec(words)?.[1] ?? null;
  const always = [
    fc.constant(""),
    fc.constant("-j ACCEPT"),
    fc.constant("-j RETURN"),
    ...jumps(chains),
  ];
  const marks = fc
    .constantFrom("0x1/0x1", "0x2/0xffffffff", "0x4000/0x4000", "0x0/0x1")
    .map((value) => `-j MARK --set-xmark ${value}`);
  switch (table) {
    case "raw":
      return fc.oneof(...always, fc.constant("-j CT --notrack"), marks);
    case "mangle":
      return fc.oneof(
        ...always,
        marks,
        marks,
        fc.constant("-j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff"),
        fc.constant("-j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff"),
        fc.constantFrom("-j TTL --ttl-set 9", "-j TTL --ttl-dec 1", "-j TTL --ttl-inc 1"),
        ...(words.includes("FIN,SYN,RST,ACK SYN") ? [fc.constant("-j TCPMSS --set-mss 900")] : []),
        ...(hook === "POSTROUTING" ? [fc.constant("-j CLASSIFY --set-class 0001:0002")] : []),
        fc.constant("-j DROP"),
      );
    case "nat":
      return fc.oneof(
        ...always,
        ...natTargets(hook ?? "", protocol),
        ...natTargets(hook ?? "", protocol),
      );
    case "filter":
      return fc.oneof(
        ...always,
        fc.constant("-j DROP"),
        fc
          .constantFrom(
            "icmp-port-unreachable",
            "icmp-net-unreachable",
            "icmp-host-prohibited",
            "icmp-admin-prohibited",
            "icmp-proto-unreachable",
          )
          .map((how) => `-j REJECT --reject-with ${how}`),
        ...(protocol === "tcp" ? [fc.constant("-j REJECT --reject-with tcp-reset")] : []),
      );
    default:
      return fc.oneof(...always, fc.constant("-j DROP"));
  }
}

function natTargets(hook: string, protocol: string | null): readonly fc.Arbitrary<string>[] {
  const hasPorts = protocol === "tcp" || protocol === "udp";
  const withPort = (words: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    hasPorts
      ? fc.tuple(words, fc.constantFrom("", ":80", ":7", ":81")).map((p) => p.join(""))
      : words;
  switch (hook) {
    case "PREROUTING":
    case "OUTPUT":
      return [
        withPort(fc.constantFrom("10.3.0.2", "10.4.0.2", "10.2.0.2", "10.1.0.1")).map(
          (to) => `-j DNAT --to-destination ${to}`,
        ),
        fc.constant(hasPorts ? "-j REDIRECT --to-ports 8080" : "-j REDIRECT"),
        fc.constant("-j NETMAP --to 10.3.0.0/24"),
      ];
    case "POSTROUTING":
      return [
        fc.constant("-j MASQUERADE"),
        withPort(fc.constantFrom("10.2.0.1", "10.4.0.1", "10.2.0.2")).map((to) =>
          `-j SNAT --to-source ${to}`.replace(/:\d+$/, ":50000-50100"),
        ),
      ];
    case "INPUT":
      return [fc.constant("-j SNAT --to-source 10.4.0.2")];
    default:
      return [];
  }
}
