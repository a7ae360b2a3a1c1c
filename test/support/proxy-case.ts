import { parseAllDocuments } from "yaml";
import { address } from "../../src/base/address.js";
import type { Address } from "../../src/base/address.js";
import { plainText } from "../../src/base/inner-text.js";
import { parsePrefix } from "../../src/base/prefix.js";
import type { Prefix } from "../../src/base/prefix.js";
import type { DetectLocal } from "../../src/kubeproxy/configuration.js";
import type { ProxyInput } from "../../src/kubeproxy/input.js";
import { sloppyAddress } from "../../src/manifests/address-field.js";
import { readWritten } from "../../src/manifests/read-written.js";
import { list, object, text } from "./loose-json.js";
import type { JsonObject } from "./loose-json.js";

/** The input of a kube-proxy vector: its Config document, then Node, Services and EndpointSlices. */
export function readProxyCase(yaml: string): ProxyInput {
  const objects = parseAllDocuments(yaml).map((document) => object(document.toJS()));
  const config = objects.find((entry) => entry["kind"] === "Config") ?? {};
  const family = config["ipFamily"] === "IPv6" ? "ipv6" : "ipv4";
  const written = readWritten(plainText("case.yaml", yaml), () => undefined);
  const counters = object(config["nfacctCounters"]);
  const zone = object(config["topologyLabels"])["topology.kubernetes.io/zone"];
  return {
    family,
    services: written.services,
    endpointSlices: written.endpointSlices,
    nodeName: text(config["nodeName"]),
    zone: typeof zone === "string" ? zone : null,
    nodeAddress: nodeAddress(text(config["nodeIP"])),
    localAddresses: list(config["interfaces"]).flatMap((entry) =>
      list(object(entry)["addresses"]).flatMap(
        (local) => sloppyAddress(text(local).split("/")[0] ?? "") ?? [],
      ),
    ),
    configuration: {
      minorVersion: 36,
      masqueradeBit: Math.log2(Number.parseInt(text(config["masqueradeMark"]), 16)),
      masqueradeAll: config["masqueradeAll"] === true,
      detectLocal: readDetectLocal(object(config["detectLocal"])),
      nodePortAddresses: list(config["nodePortAddresses"]).flatMap((range) =>
        prefixes(text(range)),
      ),
      localhostNodePorts: config["localhostNodePorts"] === true,
      tcpBeLiberal: config["conntrackTCPBeLiberal"] === true,
      accounting: {
        invalidDropped: counters["ct_state_invalid_dropped_pkts"] === true,
        localhostNodePorts: counters["localhost_nps_accepted_pkts"] === true,
      },
      randomFully: config["randomFully"] === true,
      serviceRanges: text(config["serviceCIDRs"]).split(",").flatMap(prefixes),
      scheduler: text(config["ipvsScheduler"]) || "rr",
      strictArp: false,
    },
  };
}

function nodeAddress(from: string): Address {
  return from === "" ? address("127.0.0.1") : address(from);
}

function prefixes(from: string): readonly Prefix[] {
  const parsed = parsePrefix(from);
  return parsed === null ? [] : [parsed];
}

function readDetectLocal(from: JsonObject): DetectLocal {
  const ranges = text(from["cidr"]).split(",").flatMap(prefixes);
  switch (from["mode"]) {
    case "ClusterCIDR":
      return { kind: "cluster-cidr", ranges };
    case "NodeCIDR":
      return { kind: "node-cidr", ranges };
    case "BridgeInterface":
      return { kind: "bridge-interface", name: text(from["bridgeInterface"]) };
    case "InterfaceNamePrefix":
      return { kind: "interface-name-prefix", prefix: text(from["interfaceNamePrefix"]) };
    default:
      return { kind: "none" };
  }
}
