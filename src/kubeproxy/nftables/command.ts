/** Writes the commands of one table, as knftables gives them to `nft -f -`. */
export interface Commands {
  /** `add chain ip kube-proxy services`: a verb, the kind of object, and what follows the table's name. */
  readonly of: (verb: "add" | "flush" | "delete", kind: ObjectKind, rest: string) => string;
  /** A regular chain that is to be filled: it is made, and emptied in case it was there. */
  readonly chain: (name: string, properties?: string) => readonly string[];
  readonly rule: (chain: string, ...parts: readonly string[]) => string;
  /** An element of a set or map, for which `key` stands; nothing where the same is there already. */
  readonly element: (set: string, element: Element) => readonly string[];
}

/** An element; a set's has no value. */
export interface Element {
  readonly key: string;
  readonly value?: string;
  readonly comment?: string;
}

/** What a command can be about. */
export type ObjectKind = "table" | "chain" | "set" | "map" | "rule" | "element";

/** The name of kube-proxy's table, in both families. */
const TABLE = "kube-proxy";

/** The commands for the table of a family, which is empty so far; they remember the elements that are in it. */
export function commandsFor(ip: "ip" | "ip6"): Commands {
  const known = new Map<string, string>();
  const of: Commands["of"] = (verb, kind, rest) =>
    `${verb} ${kind} ${ip} ${TABLE}${rest === "" ? "" : ` ${rest}`}`;
  return {
    of,
    chain: (name, properties = "") => [
      of("add", "chain", properties === "" ? name : `${name} ${properties}`),
      of("flush", "chain", name),
    ],
    rule: (chain, ...parts) => of("add", "rule", `${chain} ${parts.join(" ")}`),
    // Two Services may have one address: the later one takes it (proxier.go v1.36: nftElementStorage.ensureElem).
    element: (set, { key, value = "", comment }) => {
      const place = `${set} ${key}`;
      const before = known.get(place);
      if (before === value) return [];
      known.set(place, value);
      const said = comment === undefined ? "" : ` comment "${comment}"`;
      const to = value === "" ? "" : ` : ${value}`;
      return [
        ...(before === undefined ? [] : [of("delete", "element", `${set} { ${key} }`)]),
        of("add", "element", `${set} { ${key}${said}${to} }`),
      ];
    },
  };
}
