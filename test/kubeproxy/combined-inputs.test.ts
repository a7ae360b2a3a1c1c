import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { required } from "../../src/base/assert.js";
import { proxyInputOf } from "../../src/kubeproxy/mode.js";
import { endpointsOf } from "../../src/kubeproxy/endpoint.js";
import { renderRestore } from "../../src/kubeproxy/iptables/compile.js";
import { servicePortsOf } from "../../src/kubeproxy/service-port.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { scenarioOf } from "../support/load-text.js";
import { readProxyCase } from "../support/proxy-case.js";

/** An input of the vectors' form, of objects. */
function inputOf(config: object, ...objects: readonly object[]): ProxyInput {
  const all = [
    { kind: "Config", ipFamily: "IPv4", nodeName: "node-a", masqueradeMark: "0x4000", ...config },
    ...objects,
  ];
  return readProxyCase(all.map((each) => JSON.stringify(each)).join("\n---\n"));
}

function serviceOf(spec: object, labels: object = {}): object {
  const metadata = { name: "web", namespace: "ns", labels };
  return { kind: "Service", metadata, spec: { clusterIP: "10.96.0.10", ...spec } };
}

function sliceOf(name: string, service: string, endpoints: readonly object[]): object {
  return {
    kind: "EndpointSlice",
    metadata: { name, namespace: "ns", labels: { "kubernetes.io/service-name": service } },
    addressType: "IPv4",
    endpoints,
    ports: [{ name: "", port: 80, protocol: "TCP" }],
  };
}

const PORTS = { ports: [{ port: 80, protocol: "TCP" }] };

const manyEndpoints = (count: number): readonly object[] =>
  [...Array(count).keys()].map((index) => ({
    addresses: [`10.244.${index >> 8}.${index & 255}`],
  }));

describe("a large cluster", () => {
  // pkg/proxy/iptables/proxier.go v1.36, syncProxyRules: totalEndpoints goes through svcPortMap.
  it("is one by the endpoints of its service ports", () => {
    const text = renderRestore(
      inputOf({}, serviceOf(PORTS), sliceOf("web-1", "web", manyEndpoints(1001))),
    );
    assert.doesNotMatch(text, /-A KUBE-SEP-\w+ -m comment/);
  });

  it("is none by endpoints that no service port asks for", () => {
    const ours = sliceOf("web-1", "web", manyEndpoints(1));
    const others = sliceOf("db-1", "db", manyEndpoints(1001));
    const text = renderRestore(inputOf({}, serviceOf(PORTS), ours, others));
    assert.match(text, /-A KUBE-SEP-\w+ -m comment --comment ns\/web -s 10\.244\.0\.0 /);
    const label = { "service.kubernetes.io/service-proxy-name": "cilium" };
    const foreign = {
      ...serviceOf({ clusterIP: "10.96.0.11", ...PORTS }),
      metadata: { name: "db", namespace: "ns", labels: label },
    };
    assert.equal(renderRestore(inputOf({}, serviceOf(PORTS), foreign, ours, others)), text);
  });
});

describe("the addresses that serve node ports", () => {
  // pkg/proxy/util/nodeport_addresses.go v1.36, GetNodeIPs: a map of addresses.
  it("have one rule each, though two devices have one address", () => {
    const addresses = ["172.16.5.1/24", "192.168.10.1/24"];
    const text = renderRestore(
      inputOf(
        {
          interfaces: [{ addresses: [...addresses].reverse() }, { addresses }],
          nodePortAddresses: ["192.168.0.0/16", "192.168.10.0/24", "172.16.0.0/12"],
        },
        serviceOf({ type: "NodePort", ports: [{ port: 80, nodePort: 30_080 }] }),
      ),
    );
    assert.deepEqual(text.match(/(?<=-d )\S+(?= -j KUBE-NODEPORTS)/g), [
      "172.16.5.1",
      "192.168.10.1",
    ]);
  });
});

describe("the ports of a Service", () => {
  // pkg/proxy/servicechangetracker.go v1.36, serviceToServiceMap: a map by name and protocol.
  it("are one by name and protocol, the later one", () => {
    const ports = [
      { name: "p", port: 80, protocol: "TCP" },
      { name: "p", port: 80, protocol: "UDP" },
      { name: "p", port: 81, protocol: "TCP" },
    ];
    const { services } = inputOf({}, serviceOf({ ports }));
    assert.deepEqual(
      servicePortsOf(services, "ipv4").map(({ port, protocol }) => `${port}/${protocol}`),
      ["81/tcp", "80/udp"],
    );
  });

  // k8s.io/utils/net: ParseIPSloppy; pkg/proxy/util/utils.go v1.36: MapIPsByIPFamily, MapCIDRsByIPFamily.
  it("have IPv4 addresses that are written as IPv6 ones, but no such ranges", () => {
    const { services } = inputOf(
      {},
      serviceOf({
        type: "LoadBalancer",
        clusterIP: "::ffff:10.96.0.10",
        externalIPs: ["::FFFF:c000:0201", "2001:DB8::1"],
        loadBalancerSourceRanges: ["::ffff:192.0.2.0/120", "192.0.2.77/24"],
        ...PORTS,
      }),
    );
    const [port] = servicePortsOf(services, "ipv4");
    assert.equal(port?.clusterAddress, "10.96.0.10");
    assert.deepEqual(port.externalAddresses, ["192.0.2.1"]);
    assert.deepEqual(port.sourceRanges, [{ family: "ipv4", base: "192.0.2.0", length: 24 }]);
    assert.deepEqual(servicePortsOf(services, "ipv6"), []);
  });

  // pkg/proxy/util/utils.go v1.36: GetClusterIPByFamily, where there are no ipFamilies.
  it("have the cluster address of `clusterIP` where the list is empty", () => {
    const { services } = inputOf({}, serviceOf({ clusterIPs: [], ...PORTS }));
    assert.equal(servicePortsOf(services, "ipv4").length, 1);
  });
});

describe("an endpoint that two slices list", () => {
  const here = { addresses: ["10.244.0.1"], nodeName: "node-a" };
  const localIn = (...slices: readonly object[]): readonly boolean[] => {
    const { endpointSlices } = inputOf({}, ...slices);
    const found = endpointsOf(endpointSlices, "ipv4", "node-a").get("ns/web/tcp") ?? [];
    return found.map(({ local }) => local);
  };

  it("is that of the later slice by name, in whichever order they come", () => {
    const first = sliceOf("web-1", "web", [here]);
    const second = sliceOf("web-2", "web", [{ ...here, nodeName: "node-b" }]);
    assert.deepEqual(localIn(first, second), [false]);
    assert.deepEqual(localIn(second, first), [false]);
  });

  // pkg/proxy/endpointslicecache.go v1.36: addEndpoints.
  it("is the running one where the other ends", () => {
    const first = sliceOf("web-1", "web", [here]);
    const ending = { ...here, nodeName: "node-b", conditions: { terminating: true } };
    const second = sliceOf("web-2", "web", [ending]);
    assert.deepEqual(localIn(first, second), [true]);
    assert.deepEqual(localIn(second, first), [true]);
  });
});

describe("the node's own address", () => {
  const written = (bindAddress: string): ProxyInput => {
    const { cluster } = scenarioOf(`node control-plane { address 172.18.0.4 }
    manifest {
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      mode: nftables
      bindAddress: "${bindAddress}"
    }`);
    return proxyInputOf(cluster, required(cluster.nodes[0], "a node"), "ipv4");
  };

  // cmd/kube-proxy/app/server.go v1.36: detectNodeIPs, and newProxyServer for "primary".
  it("is the one that kube-proxy binds to, and serves node ports in nftables mode", () => {
    const nodePortsOf = ({ configuration }: ProxyInput): readonly string[] =>
      configuration.nodePortAddresses.map(({ base }) => base);
    const bound = written("172.18.0.9");
    assert.equal(bound.nodeAddress, "172.18.0.9");
    assert.deepEqual(nodePortsOf(bound), ["172.18.0.9"]);
    for (const other of ["0.0.0.0", "::", "2001:db8::5"])
      assert.equal(written(other).nodeAddress, "172.18.0.4");
    assert.deepEqual(nodePortsOf(written("2001:db8::5")), ["172.18.0.4", "2001:db8::5"]);
    // Loopback is nobody's, and without any address all of the host's serve node ports.
    assert.deepEqual(nodePortsOf(written("127.0.0.1")), []);
  });
});
