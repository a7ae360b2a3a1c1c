/** The words that may begin a part of a block. */
export interface BlockVocabulary {
  /** Words that may stand once. */
  readonly once: readonly string[];
  /** Words that may stand several times. */
  readonly many: readonly string[];
  /** Words of the language that this version of Hopwise does not carry out yet. */
  readonly planned: readonly string[];
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

/** What makes a Linux host, in a block of its own and in a node's. */
const HOST_PARTS = words(
  `address route rule neighbour fdb sysctl iptables serves device bridge promisc mtu mac down
  rules ip6 ipset ipvs nft`,
);

/** Whether a word begins a part that says something of a Linux host. */
export function isHostPart(word: string): boolean {
  return HOST_PARTS.includes(word);
}

/** Every word of the language by the block that it stands in; `scenario` is the outermost level. */
export const vocabulary: Readonly<Record<string, BlockVocabulary>> = {
  scenario: {
    once: words("hopwise seed cluster corefile node-local-corefile resolv-conf hosts compare"),
    many: words(
      `title namespace manifest node deployment statefulset daemonset replicaset pod service endpoint-slice
      endpoints upstream coredns-file host switch bridge link container play rules ip6`,
    ),
    planned: words("include policy ingress"),
  },
  cluster: {
    once: words(
      "version pods services nodes domain cluster-dns dns-delay node-local-dns proxy cni",
    ),
    many: [],
    planned: [],
  },
  proxy: {
    once: words(
      `masquerade-all masquerade-bit cluster-cidr detect-local node-port-addresses localhost-node-ports
      tcp-be-liberal accounting scheduler strict-arp exclude sync-delay`,
    ),
    many: [],
    planned: [],
  },
  node: {
    once: words("pods zone role resolv-conf hosts"),
    many: ["labels", ...HOST_PARTS],
    planned: [],
  },
  host: { once: words("resolv-conf hosts coredns"), many: HOST_PARTS, planned: words("nft") },
  switch: { once: [], many: HOST_PARTS, planned: [] },
  bridge: {
    once: words("mac mtu promisc down"),
    many: words("ports address hairpin isolated no-learning no-flood"),
    planned: words("vlan stp"),
  },
  deployment: {
    once: words(
      "replicas on addresses namespace dns dns-config libc grace host-network hostname subdomain",
    ),
    many: words("labels serves container host-alias"),
    planned: words("strategy"),
  },
  statefulset: {
    once: words(
      "replicas service on addresses namespace dns dns-config libc grace host-network hostname subdomain",
    ),
    many: words("labels serves container host-alias"),
    planned: words("strategy"),
  },
  replicaset: {
    once: words(
      "replicas on addresses namespace dns dns-config libc grace host-network hostname subdomain",
    ),
    many: words("labels serves container host-alias"),
    planned: [],
  },
  daemonset: {
    once: words("on addresses namespace dns dns-config libc grace host-network hostname subdomain"),
    many: words("labels serves container host-alias"),
    planned: words("strategy"),
  },
  pod: {
    once: words(
      "namespace address dns dns-config libc ready unready terminating host-network grace hostname subdomain",
    ),
    many: words("labels container serves host-alias"),
    planned: words("sysctl route"),
  },
  container: { once: words("network"), many: words("serves publish"), planned: [] },
  "pod container": { once: [], many: words("serves"), planned: [] },
  "statefulset container": { once: [], many: words("serves"), planned: [] },
  "daemonset container": { once: [], many: words("serves"), planned: [] },
  "replicaset container": { once: [], many: words("serves"), planned: [] },
  "deployment container": { once: [], many: words("serves"), planned: [] },
  "dns-config": { once: [], many: words("nameserver search options"), planned: [] },
  service: {
    once: words(
      `type cluster-ip namespace families affinity internal-policy publish-not-ready external-policy
      external-name no-node-ports health-check-node-port traffic-distribution copies`,
    ),
    many: words("select port labels external-ip load-balancer-ip load-balancer-name source-ranges"),
    planned: [],
  },
  "endpoint-slice": {
    once: words("namespace family"),
    many: words("labels port endpoint"),
    planned: [],
  },
  endpoints: { once: words("namespace"), many: words("labels port address"), planned: [] },
  upstream: { once: [], many: words("record"), planned: words("delay") },
  play: {
    once: words("build"),
    many: words(
      `chapter note ask wait expect pod node host container sysctl route rule neighbour break restore
      lose rules ip6 ipvs iptables ip6tables drop hairpin flush conntrack-limit conntrack-race apply delete scale label
      drain ready unready crash hang restart stale explore pick`,
    ),
    planned: [],
  },
};

/** The programs that a client can run. */
export const commands: BlockVocabulary = {
  once: words("curl dig nslookup ping connect send say close cat"),
  many: [],
  planned: [],
};

/** The words after which a block is another language's text, whatever comes between. */
export const verbatimWords: readonly string[] = words(
  "corefile node-local-corefile coredns-file manifest rules resolv-conf hosts ipset ipvs nft cni",
);

/** Whether the block behind these words is another language's text. */
export function isVerbatim(
  line: readonly { readonly text: string; readonly quoted: boolean }[],
): boolean {
  const [first, second] = line;
  if (first === undefined || first.quoted) return false;
  const both = `${first.text} ${second?.text ?? ""}`;
  return verbatimWords.includes(first.text) || both === "ip6 rules" || both === "apply manifest";
}

/** All words of a block, whether carried out yet or not. */
export function knownWords(block: BlockVocabulary): readonly string[] {
  return [...block.once, ...block.many, ...block.planned];
}

/** Whether a word begins a part of a block. */
export function isPart(block: string, word: string): boolean {
  const known = vocabularyOf(block);
  return known !== null && knownWords(known).includes(word);
}

/** The words of a block; null where no such block is known. */
export function vocabularyOf(block: string): BlockVocabulary | null {
  return Object.hasOwn(vocabulary, block) ? (vocabulary[block] ?? null) : null;
}
