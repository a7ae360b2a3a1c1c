import type { InnerText, Stretch } from "../base/inner-text.js";
import type { Cluster } from "./cluster.js";
import { nodeLocalAddress, systemAddress } from "./node-local-dns.js";

/** The Corefile of the add-on, with the words that are filled in (kubernetes cluster/addons/dns/nodelocaldns/nodelocaldns.yaml v1.36). */
export const NODE_LOCAL_COREFILE: string = [
  block("__PILLAR__DNS__DOMAIN__", {
    cache: "cache {\n            success 9984 30\n            denial 9984 5\n    }",
    forward: "__PILLAR__CLUSTER__DNS__ {\n            force_tcp\n    }",
    more: "    health __PILLAR__LOCAL__DNS__:8080\n",
  }),
  ...["in-addr.arpa", "ip6.arpa"].map((zone) =>
    block(zone, { forward: "__PILLAR__CLUSTER__DNS__ {\n            force_tcp\n    }" }),
  ),
  block(".", { forward: "__PILLAR__UPSTREAM__SERVERS__" }),
].join("");

interface BlockParts {
  readonly cache?: string;
  readonly forward: string;
  readonly more?: string;
}

function block(zone: string, { cache = "cache 30", forward, more = "" }: BlockParts): string {
  return `${zone}:53 {
    errors
    ${cache}
    reload
    loop
    bind __PILLAR__LOCAL__DNS__ __PILLAR__DNS__SERVER__
    forward . ${forward}
    prometheus :9253
${more}    }
`;
}

const VARIABLE = /__PILLAR__(DNS__DOMAIN|LOCAL__DNS|DNS__SERVER|CLUSTER__DNS|UPSTREAM__SERVERS)__/g;

/**
 * A Corefile of node-local-dns with its variables filled in, as the documentation's `sed` and node-cache itself do it
 * (kubernetes/dns cmd/node-cache/app/configmap.go 1.26: updateCorefile).
 */
export function filledCorefile(
  { source, text, stretches }: InnerText,
  cluster: Pick<Cluster, "settings" | "services">,
): InnerText {
  const values = variablesOf(cluster);
  const found = [...text.matchAll(VARIABLE)];
  if (found.length === 0) return { source, text, stretches };
  const cuts: Cut[] = found.map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: values[match[1] as keyof Variables],
  }));
  return withCuts({ source, text, stretches }, cuts);
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

interface Variables {
  readonly DNS__DOMAIN: string;
  readonly LOCAL__DNS: string;
  readonly DNS__SERVER: string;
  readonly CLUSTER__DNS: string;
  readonly UPSTREAM__SERVERS: string;
}

// In ipvs mode the documentation puts kube-dns itself in the place of the upstream.
function variablesOf({ settings, services }: Pick<Cluster, "settings" | "services">): Variables {
  const own = settings.nodeLocalDns ?? nodeLocalAddress(settings);
  const shared = systemAddress(services, "kube-dns", own) ?? "";
  const isIpvs = settings.proxy.mode === "ipvs";
  return {
    DNS__DOMAIN: settings.domain,
    LOCAL__DNS: own,
    DNS__SERVER: isIpvs ? "" : shared,
    CLUSTER__DNS: isIpvs ? shared : (systemAddress(services, "kube-dns-upstream", own) ?? ""),
    UPSTREAM__SERVERS: "/etc/resolv.conf",
  };
}

function withCuts(outer: InnerText, cuts: readonly Cut[]): InnerText {
  const stretches: Stretch[] = [];
  let text = "";
  let from = 0;
  const keep = (end: number): void => {
    const shift = text.length - from;
    const first = outer.stretches.findLast(({ inner }) => inner <= from);
    if (first !== undefined)
      stretches.push({ inner: text.length, outer: first.outer + from - first.inner });
    for (const stretch of outer.stretches) {
      if (stretch.inner > from && stretch.inner < end)
        stretches.push({ inner: stretch.inner + shift, outer: stretch.outer });
    }
    text += outer.text.slice(from, end);
  };
  for (const { start, end, value } of cuts) {
    keep(start);
    text += value;
    from = end;
  }
  keep(outer.text.length);
  return { source: outer.source, text, stretches };
}
