import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import type { Cluster } from "../../src/cluster/cluster.js";
import { DEFAULT_PROXY_SETTINGS } from "../../src/cluster/proxy-settings.js";
import type { DnsPolicy, Pod } from "../../src/cluster/pod.js";
import type { ResolvConf } from "../../src/cluster/resolv-conf.js";
import { clusterDnsOf, podResolvConf } from "../../src/kubelet/resolv-conf.js";
import { limitSearch, limitServers } from "../../src/kubelet/resolv-conf-limit.js";
import { list, object, text } from "../support/loose-json.js";
import { needsShared, sharedPath } from "../support/shared-vectors.js";

interface PodDnsCase {
  readonly id: string;
  readonly dnsPolicy: DnsPolicy;
  readonly hostNetwork: boolean;
  readonly hostResolvConf: string;
  readonly clusterDns: boolean;
  readonly domain: string;
  readonly namespace: string;
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

describe("the resolv.conf that the real kubelet 1.36 gives a pod", () => {
  const cases = JSON.parse(readFileSync("test/kubelet/pod-dns.json", "utf8")) as PodDnsCase[];
  for (const entry of cases) {
    it(entry.id, () => {
      const found = podResolvConf(clusterOf(entry), podOf(entry), readHost(entry.hostResolvConf));
      assert.deepEqual(found.servers, entry.nameservers);
      assert.deepEqual(found.search, entry.searches);
      assert.deepEqual([...found.options].sort(), [...entry.options].sort());
    });
  }
});

it("asks the tenth address of the first service range, as kubeadm configures it", () => {
  const ranges = [prefix("fd00:10:96::/112"), prefix("10.96.0.0/16")];
  const cluster = clusterOf({ domain: "cluster.local", clusterDns: true });
  const settings = { ...cluster.settings, serviceRanges: ranges };
  assert.equal(clusterDnsOf({ ...cluster, settings }), "fd00:10:96::a");
});

const UNITS = "coredns/kubelet/units.json";

describe("the limits of the real kubelet 1.36", needsShared(UNITS), () => {
  it("cuts the search list", () => {
    for (const row of rows("formDNSSearchFitsLimits")) {
      const found = limitSearch(list(row["hostNames"]).map(text));
      assert.deepEqual(found, list(row["resultSearch"]), text(row["desc"]));
    }
  });

  it("cuts the name servers", () => {
    for (const row of rows("formDNSNameserversFitsLimits")) {
      const found = limitServers(list(row["nameservers"]).map((server) => address(text(server))));
      assert.deepEqual(found, list(row["expectedNameserver"]), text(row["desc"]));
    }
  });
});

function rows(name: string): readonly Readonly<Record<string, unknown>>[] {
  const tables = object(JSON.parse(readFileSync(sharedPath(UNITS), "utf8")));
  return list(tables[name]).map(object);
}

function clusterOf(entry: Pick<PodDnsCase, "domain" | "clusterDns">): Cluster {
  return {
    settings: {
      version: "1.36",
      podRanges: [prefix("10.244.0.0/16")],
      serviceRanges: entry.clusterDns ? [prefix("10.96.0.0/16")] : [],
      nodeRanges: [prefix("172.18.0.0/16")],
      domain: entry.domain,
      proxy: DEFAULT_PROXY_SETTINGS,
      cni: { kind: "kindnet" },
    },
    nodes: [],
    pods: [],
    deployments: [],
    lastAddresses: {},
    namespaces: [],
    services: [],
    endpointSlices: [],
    givenSlices: [],
    corefile: "",
  };
}

function podOf(entry: PodDnsCase): Pod {
  return {
    name: "client",
    namespace: entry.namespace,
    labels: {},
    node: "worker",
    addresses: [address("10.244.1.2")],
    hostNetwork: entry.hostNetwork,
    dnsPolicy: entry.dnsPolicy,
    deployment: null,
    ready: true,
    phase: "running",
    graceSeconds: 30,
    containers: [],
  };
}

// The host's file as the project reads one: the last `search` line counts, options add up.
function readHost(file: string): ResolvConf {
  const lines = file.split("\n").map((line) => line.trim().split(/\s+/));
  const of = (keyword: string): string[][] =>
    lines.filter((words) => words[0] === keyword).map((words) => words.slice(1));
  return {
    servers: of("nameserver").flatMap((words) => words.slice(0, 1).map(address)),
    search: of("search").at(-1) ?? [],
    options: of("options").flat(),
  };
}
