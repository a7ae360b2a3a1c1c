import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import type { DnsPolicy } from "../../src/cluster/pod.js";
import { clusterDnsOf } from "../../src/kubelet/cluster-dns.js";
import { resolvConfText } from "../../src/kubelet/dns-settings.js";
import { parseHostResolvConf } from "../../src/kubelet/host-resolv-conf.js";
import { formPodDns } from "../../src/kubelet/pod-dns.js";
import { limitSearch } from "../../src/kubelet/resolv-conf-limit.js";
import { DEFAULT_SETTINGS } from "../../src/language/pass/lower-cluster.js";
import { checkPodDns } from "../conformance/coredns/kubelet/check-pod-dns.js";

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
  for (const { id, clusterDns, domain, nameservers, searches, options, ...input } of cases) {
    it(id, () => {
      const clusterDNS = clusterDns ? ["10.96.0.10"] : [];
      const given = { ...input, dnsConfig: null, clusterDNS, clusterDomain: domain, nodeIPs: [] };
      const expect = { nameservers, searches, options };
      const recorded = { id, input: given, expect };
      const found = checkPodDns(recorded).filter((difference) => !difference.startsWith("events"));
      assert.deepEqual(found, []);
    });
  }
});

it("asks the tenth address of the first service range, as kubeadm configures it", () => {
  const serviceRanges = [prefix("fd00:10:96::/112"), prefix("10.96.0.0/16")];
  assert.deepEqual(clusterDnsOf({ ...DEFAULT_SETTINGS, serviceRanges }), ["fd00:10:96::a"]);
  assert.deepEqual(clusterDnsOf({ ...DEFAULT_SETTINGS, clusterDns: [] }), []);
});

it("writes the file in containerd's order", () => {
  const settings = { servers: ["10.96.0.10"], search: ["a", "b"], options: ["ndots:5", "edns0"] };
  assert.equal(
    resolvConfText(settings),
    "search a b\nnameserver 10.96.0.10\noptions ndots:5 edns0\n",
  );
});

it("takes 32 domains before it leaves out those that are too long", () => {
  const long = `${"x".repeat(200)}.${"y".repeat(60)}`;
  const search = [long, ...Array.from({ length: 33 }, (_, index) => `d${index}`)];
  assert.equal(limitSearch(search).kept.length, 31);
});

it("makes no pods on a node whose file has a nameserver line without a server", () => {
  const kubelet = {
    clusterDns: [address("10.96.0.10")],
    clusterDomain: "cluster.local",
    hostResolvConf: "search a\nnameserver\n",
    nodeAddresses: [],
  };
  const pod = {
    name: "client",
    namespace: "default",
    dnsPolicy: "None",
    hostNetwork: false,
    dnsConfig: null,
  } as const;
  assert.equal(formPodDns(kubelet, pod).kind, "failed");
  assert.equal(parseHostResolvConf(kubelet.hostResolvConf).badLine, 2);
});
