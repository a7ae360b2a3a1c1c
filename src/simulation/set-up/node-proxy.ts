import { familyOf, FAMILIES, widthOf } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { once } from "../../base/once.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { compileProxy, proxySysctls } from "../../kubeproxy/mode.js";
import type { ProxyOutput } from "../../kubeproxy/output.js";
import { readIpvs } from "../../netfilter/ipvs/read-ipvs.js";
import { device } from "../../network/device.js";
import type { Device } from "../../network/device.js";
import { hashedMac } from "../../network/mac-address.js";
import type { Namespace } from "../../network/namespace.js";
import type { VirtualServer } from "../../trace/virtual-server.js";

/** What kube-proxy makes on a node. */
export interface NodeProxy {
  /** What it gives to the tools, compiled when it is first asked for. */
  readonly output: (family: Family) => ProxyOutput;
  /** The settings of the kernel that it writes, by name with slashes. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/** The device that holds the addresses of Services in ipvs mode (kubernetes pkg/proxy/ipvs/proxier.go v1.36: defaultDummyDevice). */
const DUMMY_DEVICE = "kube-ipvs0";

/** What kube-proxy makes on a node whose other programs have made its devices. */
export function nodeProxy(cluster: Cluster, node: Node, namespace: Namespace): NodeProxy {
  const addresses = localAddressesOf(namespace);
  const of = (family: Family): (() => ProxyOutput) =>
    once(() => compiledOnce(cluster, node, family, addresses));
  const outputs = { ipv4: of("ipv4"), ipv6: of("ipv6") };
  return {
    output: (family) => outputs[family](),
    sysctls: {
      ...proxySysctls(cluster, node, "ipv4"),
      ...proxySysctls(cluster, node, "ipv6"),
    },
  };
}

/** The node after kube-proxy has made its device there and written its settings; what the author says counts more. */
export function withProxy(
  namespace: Namespace,
  mode: Cluster["settings"]["proxy"]["mode"],
  { output, sysctls: own }: NodeProxy,
): Namespace {
  const { id, devices } = namespace;
  const sysctls = { ...own, ...namespace.sysctls };
  if (mode !== "ipvs") return { ...namespace, sysctls };
  const others = devices.filter(({ name }) => name !== DUMMY_DEVICE);
  const dummy: Device = device({
    name: DUMMY_DEVICE,
    mac: hashedMac(`${id} ${DUMMY_DEVICE}`),
    link: { kind: "dummy" },
    // Nobody sets it up, and nothing is sent by it: its addresses are local all the same.
    up: false,
    addresses: FAMILIES.flatMap((family) => output(family).dummyAddresses).map((address) => ({
      address,
      length: widthOf(familyOf(address)),
    })),
  });
  return {
    ...namespace,
    devices: [...others, dummy],
    sysctls,
  };
}

/** The node as it was before kube-proxy. */
export function withoutProxy(namespace: Namespace): Namespace {
  const { devices, sysctls } = namespace;
  if (!devices.some(({ name }) => name === DUMMY_DEVICE)) return namespace;
  return {
    ...namespace,
    devices: devices.filter(({ name }) => name !== DUMMY_DEVICE),
    sysctls: Object.fromEntries(
      Object.entries(sysctls).filter(([name]) => !OWN_SYSCTLS.test(name)),
    ),
  };
}

const OWN_SYSCTLS = /^net\/ipv4\/(vs\/|conf\/all\/arp_(ignore|announce)$)/;

/** The virtual servers that a node's kube-proxy makes. */
export function proxyServers({ output }: NodeProxy): readonly VirtualServer[] {
  const text = FAMILIES.map((family) => output(family).ipvs).join("");
  return readIpvs({ name: "kube-proxy", text }).servers;
}

function localAddressesOf({ devices }: Namespace): readonly Address[] {
  return devices
    .filter(({ name }) => name !== DUMMY_DEVICE)
    .flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

// A scenario is played several times where branches are explored or a large cluster is wired in part. What was compiled is
// kept as long as the lists live that it was compiled from; they never change.
const compiled = new WeakMap<
  Cluster["services"],
  WeakMap<Cluster["endpointSlices"], Map<string, ProxyOutput>>
>();

function compiledOnce(
  cluster: Cluster,
  node: Node,
  family: Family,
  addresses: readonly Address[],
): ProxyOutput {
  const { services, endpointSlices, settings } = cluster;
  const bySlices = compiled.get(services) ?? new WeakMap<object, Map<string, ProxyOutput>>();
  compiled.set(services, bySlices);
  const outputs = bySlices.get(endpointSlices) ?? new Map<string, ProxyOutput>();
  bySlices.set(endpointSlices, outputs);
  const key = JSON.stringify([settings, node, family, addresses]);
  const output = outputs.get(key) ?? compileProxy(cluster, node, family, addresses);
  outputs.set(key, output);
  return output;
}
