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

/** Every word of the language by the block that it stands in; `scenario` is the outermost level. */
export const vocabulary: Readonly<Record<string, BlockVocabulary>> = {
  scenario: {
    once: words("hopwise seed cluster corefile"),
    many: words("title namespace node deployment pod service upstream play"),
    planned:
      words(`include manifest rules resolv-conf hosts host bridge link route address sysctl container policy
      ingress statefulset daemonset replicaset endpoints endpoint-slice iptables explore pick break`),
  },
  cluster: {
    once: words("version pods services nodes domain proxy cni"),
    many: [],
    planned: [],
  },
  node: {
    once: words("address pods zone role"),
    many: words("labels"),
    planned: words("iptables sysctl route rules resolv-conf hosts"),
  },
  deployment: {
    once: words("replicas on addresses namespace dns"),
    many: words("labels serves container"),
    planned: words("strategy hostname subdomain host-network"),
  },
  pod: {
    once: words("namespace address dns ready unready host-network"),
    many: words("labels container serves"),
    planned: words("hostname subdomain resolv-conf hosts sysctl route"),
  },
  container: { once: [], many: words("serves"), planned: words("publish") },
  service: {
    once: words("type cluster-ip namespace families affinity internal-policy publish-not-ready"),
    many: words("select port labels"),
    planned: words(
      `external-policy external-ip external-name load-balancer-ip node-port source-ranges
      health-check-node-port traffic-distribution`,
    ),
  },
  upstream: { once: [], many: words("record"), planned: words("delay") },
  play: {
    once: [],
    many: words("chapter note ask wait expect pod"),
    planned:
      words(`apply delete scale label drain ready unready restart flush break sysctl drop stale lose pick
      explore node host container rules`),
  },
};

/** The programs that a client can run. */
export const commands: BlockVocabulary = {
  once: words("curl dig"),
  many: [],
  planned: words("nslookup ping connect send"),
};

/** The words after which a block is another language's text. */
export const verbatimWords: readonly string[] = words("corefile manifest rules resolv-conf hosts");

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
