import type { CorefileTree, PluginTree } from "./corefile-tree.js";

/** What Kubernetes wrote by default for some releases; `*` stands for any word and `***` for all that follow on the line. */
export interface DefaultCorefile {
  readonly versions: readonly string[];
  readonly tree: CorefileTree;
}

const REVERSE = "fallthrough in-addr.arpa ip6.arpa";
const TO_EACH = ["cache 30", "loop", "reload", "loadbalance"];

/** The default Corefiles that the tool knows (coredns/corefile-migration migration/versions.go: defaultConf). */
export const DEFAULT_COREFILES: readonly DefaultCorefile[] = [
  defaultOf(["1.1.3"], {
    options: ["upstream", REVERSE],
    before: ["errors", "health"],
    after: ["proxy . *", "cache 30", "reload"],
  }),
  defaultOf(["1.2.2", "1.2.6"], {
    options: ["upstream", REVERSE],
    before: ["errors", "health"],
    after: ["proxy . *", ...TO_EACH],
  }),
  defaultOf(["1.3.1"], {
    options: ["upstream", REVERSE, "ttl 30"],
    before: ["errors", "health"],
    after: ["forward . *", ...TO_EACH],
  }),
  defaultOf(["1.6.2"], {
    options: [REVERSE, "ttl 30"],
    before: ["errors", "health", "ready"],
    after: ["forward . *", ...TO_EACH],
  }),
  defaultOf(["1.6.5", "1.6.7"], {
    options: [REVERSE, "ttl 30"],
    before: ["errors", "health|lameduck 5s", "ready"],
    after: ["forward . *", ...TO_EACH],
  }),
  defaultOf(["1.7.0"], {
    options: [REVERSE, "ttl 30"],
    before: ["errors", "health|lameduck 5s", "ready"],
    after: ["forward . *|max_concurrent 1000", ...TO_EACH],
  }),
];

/** What differs among the defaults: options of kubernetes after `pods insecure`, and the plugins around it. */
interface Differences {
  readonly options: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function defaultOf(
  versions: readonly string[],
  { options, before, after }: Differences,
): DefaultCorefile {
  const kubernetes = ["kubernetes * ***", "pods insecure", ...options].join("|");
  const plugins = [...before, kubernetes, "prometheus :9153", ...after].map(pluginOf);
  return { versions, tree: { servers: [{ keys: [".:53"], plugins }] } };
}

// A plugin's line and those of its options, with bars between.
function pluginOf(text: string): PluginTree {
  const [first = "", ...options] = text.split("|");
  return { ...lineOf(first), options: options.map(lineOf) };
}

function lineOf(text: string): { readonly name: string; readonly words: readonly string[] } {
  const [name = "", ...words] = text.split(" ");
  return { name, words };
}
