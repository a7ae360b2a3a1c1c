import assert from "node:assert/strict";
import { FAMILIES, address } from "../../../src/base/address.js";
import type { Address, Family } from "../../../src/base/address.js";
import { plainText } from "../../../src/base/inner-text.js";
import { prefix, formatPrefix } from "../../../src/base/prefix.js";
import { localDetectorOf } from "../../../src/kubeproxy/iptables/local-detector.js";
import type { DetectLocal } from "../../../src/kubeproxy/configuration.js";
import { categorizeEndpoints } from "../../../src/kubeproxy/endpoint-category.js";
import { endpointsKey, endpointsOf } from "../../../src/kubeproxy/endpoint.js";
import type { ProxyEndpoint } from "../../../src/kubeproxy/endpoint.js";
import { probability } from "../../../src/kubeproxy/iptables/balancing-chain.js";
import { chainsOf, endpointChainOf } from "../../../src/kubeproxy/iptables/chain-name.js";
import {
  chainsOf as nftChainsOf,
  endpointObjectsOf,
} from "../../../src/kubeproxy/nftables/object-name.js";
import { masqueradeMark } from "../../../src/kubeproxy/iptables/context.js";
import { nodeAddressOf } from "../../../src/kubeproxy/node-address.js";
import {
  containsLoopback,
  matchAddresses,
  nodePortAddressesOf,
} from "../../../src/kubeproxy/node-port-address.js";
import { servicePortName, servicePortsOf } from "../../../src/kubeproxy/service-port.js";
import type { ServicePort } from "../../../src/kubeproxy/service-port.js";
import { sloppyAddress } from "../../../src/manifests/address-field.js";
import { readWritten } from "../../../src/manifests/read-written.js";
import type { WrittenObjects } from "../../../src/manifests/read-written.js";
import { list, object, text } from "../../support/loose-json.js";
import type { JsonObject } from "../../support/loose-json.js";

/** Single functions of the real kube-proxy 1.36, each with a table of what it returned; throws at the first difference. */
export const UNIT_TABLES: Readonly<Record<string, (table: unknown) => void>> = {
  "iptables-chain-names": (table) => {
    for (const row of rows(table)) {
      const name = servicePortName(text(row["namespace"]), text(row["name"]), text(row["port"]));
      const port = { name, protocol: protocolOf(row) };
      assert.equal(name, row["servicePortName"]);
      assert.deepEqual(chainsOf(port), {
        cluster: row["KUBE-SVC"],
        local: row["KUBE-SVL"],
        external: row["KUBE-EXT"],
        firewall: row["KUBE-FW"],
      });
      for (const endpoint of list(row["endpoints"]).map(object)) {
        assert.equal(endpointChainOf(port, endpointText(endpoint)), endpoint["KUBE-SEP"]);
      }
    }
  },

  "nftables-chain-names": (table) => {
    for (const row of rows(table)) {
      const port = {
        namespace: text(row["namespace"]),
        service: text(row["name"]),
        portName: text(row["port"]),
        protocol: protocolOf(row),
      };
      assert.deepEqual(nftChainsOf(port), {
        cluster: row["service"],
        local: row["local"],
        external: row["external"],
        firewall: row["firewall"],
      });
      for (const endpoint of list(row["endpoints"]).map(object)) {
        const own = { address: address(text(endpoint["ip"])), text: endpointText(endpoint) };
        assert.deepEqual(endpointObjectsOf(port, own), {
          chain: endpoint["endpoint"],
          affinitySet: endpoint["affinity"],
        });
      }
    }
  },

  probability: (table) => {
    for (const [left, printed] of Object.entries(object(table))) {
      assert.equal(probability(Number(left)), printed);
    }
  },

  "masquerade-mark": (table) => {
    for (const [bit, printed] of Object.entries(object(table))) {
      assert.equal(masqueradeMark(Number(bit)), printed);
    }
  },

  "categorize-endpoints": (table) => {
    for (const [index, row] of rows(table).entries()) {
      const read = list(row["endpoints"]).map((entry) => readProxyEndpoint(object(entry)));
      // Without a feature gate that no longer exists in 1.36, hints for nodes were not looked at.
      const gateOff = row["preferSameTrafficDistribution"] === false;
      const endpoints = gateOff ? read.map((endpoint) => ({ ...endpoint, nodeHints: [] })) : read;
      const found = categorizeEndpoints(endpoints, useOf(object(row["service"])), {
        nodeName: text(row["nodeName"]),
        zone: text(object(row["topologyLabels"])["topology.kubernetes.io/zone"]),
      });
      assert.deepEqual(
        texts(found.cluster),
        list(row["clusterEndpoints"]),
        `cluster, row ${index}`,
      );
      assert.deepEqual(texts(found.local), list(row["localEndpoints"]), `local, row ${index}`);
      assert.deepEqual(texts(found.reachable), list(row["allReachableEndpoints"]), `row ${index}`);
      assert.equal(found.anywhere, row["hasAnyEndpoints"], `anywhere, row ${index}`);
    }
  },

  "service-to-ports": (table) => {
    for (const row of rows(table)) {
      const ports = servicePortsOf(
        written("Service", [row["service"]]).services,
        row["ipFamily"] === "IPv6" ? "ipv6" : "ipv4",
      );
      const expected = list(row["servicePorts"]).map(object);
      const byPort = (a: { port: unknown }, b: { port: unknown }): number =>
        Number(a.port) - Number(b.port);
      assert.deepEqual(
        ports.map(asRecorded).sort(byPort),
        expected.map((port) => ({ ...port, port: port["port"] })).sort(byPort),
      );
    }
  },

  "endpointslices-to-endpoints": (table) => {
    for (const row of rows(table)) {
      const slices = written("EndpointSlice", list(row["endpointSlices"])).endpointSlices;
      const found = endpointsOf(slices, "ipv4", text(row["nodeName"]));
      const expected = list(row["result"]).map(object);
      assert.equal(found.size, expected.length);
      for (const result of expected) {
        const key = endpointsKey(text(result["servicePortName"]), protocolOf(result));
        assert.deepEqual(
          found.get(key)?.map(({ text, local, ...rest }) => ({
            endpoint: text,
            isLocal: local,
            nodeHints: rest.nodeHints,
            ready: rest.ready,
            serving: rest.serving,
            terminating: rest.terminating,
            zoneHints: rest.zoneHints,
          })),
          result["endpoints"],
        );
      }
    }
  },

  "local-detectors": (table) => {
    for (const [index, row] of rows(table).entries()) {
      for (const family of FAMILIES) {
        const detector = localDetectorOf(detectLocalOf(row), family);
        const recorded = object(object(row["detectors"])[recordedFamily(family)]);
        assert.equal(detector !== null, recorded["implemented"], `row ${index}, ${family}`);
        if (detector === null) continue;
        assert.equal(detector.local, list(recorded["ifLocal"]).join(" "));
        assert.equal(detector.notLocal, list(recorded["ifNotLocal"]).join(" "));
      }
    }
  },

  "nodeport-addresses": (table) => {
    for (const [index, row] of rows(table).entries()) {
      const ranges = list(row["cidrs"]).map((range) => prefix(text(range)));
      const family = ranges[0]?.family ?? "ipv4";
      const nodePorts = nodePortAddressesOf(ranges, family);
      const local = addresses(
        list(row["localAddresses"]).map((entry) => text(entry).split("/")[0]),
      );
      assert.equal(nodePorts.all, row["matchAll"], `row ${index}`);
      assert.deepEqual(matchAddresses(nodePorts, local, family), row["nodeIPs"], `row ${index}`);
      const serves = family === "ipv4" && containsLoopback(nodePorts);
      assert.equal(serves, row["containsIPv4Loopback"], `row ${index}`);
    }
  },

  "detect-node-ips": (table) => {
    for (const row of rows(table)) {
      const bindAddress = sloppyAddress(text(row["bindAddress"]));
      const own = addresses(list(row["nodeHostIPs"]));
      for (const family of FAMILIES) {
        const recorded = object(row["nodeIPs"])[recordedFamily(family)];
        assert.equal(nodeAddressOf(own, family, bindAddress), recorded);
      }
    }
  },
};

// What the API server would have defaulted stays absent.
function written(kind: string, objects: readonly unknown[]): WrittenObjects {
  const items = objects.map((one) => ({ ...object(one), kind }));
  const text = JSON.stringify({ kind: "List", apiVersion: "v1", items });
  return readWritten(plainText("objects.json", text), () => undefined);
}

function addresses(texts: readonly unknown[]): readonly Address[] {
  return texts.flatMap((entry) => sloppyAddress(text(entry)) ?? []);
}

function rows(table: unknown): readonly JsonObject[] {
  const found = list(table).map(object);
  assert.ok(found.length > 0, "the table is empty");
  return found;
}

function recordedFamily(family: Family): string {
  return family === "ipv6" ? "IPv6" : "IPv4";
}

function protocolOf(row: JsonObject): ServicePort["protocol"] {
  const protocol = text(row["protocol"]).toLowerCase();
  assert.ok(protocol === "tcp" || protocol === "udp" || protocol === "sctp");
  return protocol;
}

function endpointText(endpoint: JsonObject): string {
  const ip = text(endpoint["ip"]);
  return `${ip.includes(":") ? `[${ip}]` : ip}:${text(endpoint["port"])}`;
}

function texts(endpoints: readonly ProxyEndpoint[]): readonly string[] {
  return endpoints.map((endpoint) => endpoint.text);
}

function readProxyEndpoint(from: JsonObject): ProxyEndpoint {
  const endpoint = text(from["endpoint"]);
  return {
    address: address(endpoint.slice(0, endpoint.lastIndexOf(":"))),
    text: endpoint,
    local: from["isLocal"] === true,
    ready: from["ready"] === true,
    serving: from["serving"] === true,
    terminating: from["terminating"] === true,
    zoneHints: list(from["zoneHints"]).map(text),
    nodeHints: list(from["nodeHints"]).map(text),
  };
}

function useOf(
  service: JsonObject,
): Pick<ServicePort, "usesClusterEndpoints" | "usesLocalEndpoints"> {
  const accessible = service["externallyAccessible"] === true;
  const internalLocal = service["internalPolicyLocal"] === true;
  return {
    usesClusterEndpoints: !internalLocal || accessible,
    usesLocalEndpoints: internalLocal || (service["externalPolicyLocal"] === true && accessible),
  };
}

function detectLocalOf(row: JsonObject): DetectLocal {
  const ranges = (key: string): DetectLocal & { kind: "cluster-cidr" } => ({
    kind: "cluster-cidr",
    ranges: list(row[key]).flatMap((range) => (range === "" ? [] : prefix(text(range)))),
  });
  switch (row["detectLocalMode"]) {
    case "NodeCIDR":
      return { ...ranges("nodePodCIDRs"), kind: "node-cidr" };
    case "BridgeInterface":
      return { kind: "bridge-interface", name: text(row["bridgeInterface"]) };
    case "InterfaceNamePrefix":
      return { kind: "interface-name-prefix", prefix: text(row["interfaceNamePrefix"]) };
    case "ClusterCIDR":
      return ranges("clusterCIDRs");
    default:
      return { kind: "none" };
  }
}

function asRecorded(port: ServicePort): JsonObject & { readonly port: number } {
  return {
    clusterIP: port.clusterAddress,
    externalIPs: port.externalAddresses,
    externalPolicyLocal: port.externalPolicyLocal,
    externallyAccessible: port.externallyAccessible,
    healthCheckNodePort: port.healthCheckNodePort ?? 0,
    internalPolicyLocal: port.internalPolicyLocal,
    loadBalancerSourceRanges: port.sourceRanges.map(formatPrefix),
    loadBalancerVIPs: port.loadBalancerAddresses,
    nodePort: port.nodePort ?? 0,
    port: port.port,
    protocol: port.protocol.toUpperCase(),
    servicePortName: port.name,
    sessionAffinity: port.affinitySeconds === null ? "" : "ClientIP",
    stickyMaxAgeSeconds: port.affinitySeconds ?? 0,
    usesClusterEndpoints: port.usesClusterEndpoints,
    usesLocalEndpoints: port.usesLocalEndpoints,
  };
}
