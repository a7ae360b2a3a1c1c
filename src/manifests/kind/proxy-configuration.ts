import type { Address } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { Said } from "../../cluster/declaration.js";
import { DEFAULT_PROXY_SETTINGS } from "../../cluster/proxy-settings.js";
import type { DetectLocalSettings, ProxySettings } from "../../cluster/proxy-settings.js";
import { sloppyAddress, sloppyPrefix } from "../address-field.js";
import { choiceField } from "../choice.js";
import {
  fieldOf,
  flagField,
  mapField,
  textField,
  textsField,
  wholeField,
  wrongKind,
} from "../field.js";
import { mistake, spanOf } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";
import { checkConfigurationFields } from "./configuration-field.js";
import { readDuration } from "./duration.js";

const MODES = ["iptables", "ipvs", "nftables", "userspace"] as const;
const LOCAL_MODES = ["ClusterCIDR", "NodeCIDR", "BridgeInterface", "InterfaceNamePrefix"] as const;
const SCHEDULERS = "rr wrr lc wlc lblc lblcr sh dh sed nq mh fo ovf".split(" ");

/** Reads a KubeProxyConfiguration (`kubeproxy.config.k8s.io/v1alpha1`); what it leaves out has kube-proxy's own default. */
export function readProxyConfiguration(reading: Reading, fields: YamlMap): Said<ProxySettings> {
  checkConfigurationFields(reading, fields);
  const mode = choiceField(reading, fields, "mode", MODES) ?? "iptables";
  const iptables = mapField(reading, fields, "iptables");
  const nftables = mapField(reading, fields, "nftables");
  const ipvs = mapField(reading, fields, "ipvs");
  const conntrack = mapField(reading, fields, "conntrack");
  // IPVS masquerades as the section of iptables says.
  const marking = mode === "nftables" ? nftables : iptables;
  const own = { iptables, nftables, ipvs, userspace: iptables }[mode];
  const scheduler = choiceField(reading, ipvs, "scheduler", SCHEDULERS);
  const value: ProxySettings = {
    ...DEFAULT_PROXY_SETTINGS,
    mode,
    bindAddress: readBindAddress(reading, fields),
    masqueradeBit: readBit(reading, marking),
    masqueradeAll: flagField(reading, marking, "masqueradeAll") ?? false,
    detectLocal: readDetectLocal(reading, fields),
    nodePortAddresses: readNodePortAddresses(reading, fields),
    localhostNodePorts: flagField(reading, iptables, "localhostNodePorts") ?? true,
    tcpBeLiberal: flagField(reading, conntrack, "tcpBeLiberal") ?? false,
    ipvs: {
      scheduler: scheduler ?? "rr",
      strictArp: flagField(reading, ipvs, "strictARP") ?? false,
      excludeRanges: readRanges(reading, ipvs, "excludeCIDRs"),
    },
    syncDelay: readDuration(reading, own, "minSyncPeriod") ?? DEFAULT_PROXY_SETTINGS.syncDelay,
  };
  return { value, span: spanOf(reading, fieldOf(fields, "mode") ?? fields) };
}

function readBindAddress(reading: Reading, fields: YamlMap): Address | null {
  const at = fieldOf(fields, "bindAddress");
  const text = textField(reading, fields, "bindAddress")?.value ?? "";
  const address = sloppyAddress(text);
  if (address === null && at !== null && text !== "")
    mistake(reading, at, "manifest-bad-address", { text });
  return address;
}

function readBit(reading: Reading, section: YamlMap | null): number {
  const value = fieldOf(section, "masqueradeBit");
  const bit = wholeField(reading, section, "masqueradeBit")?.value;
  if (value === null || bit === undefined) return DEFAULT_PROXY_SETTINGS.masqueradeBit;
  if (bit >= 0 && bit <= 31) return bit;
  wrongKind(reading, value, "masqueradeBit", "0–31");
  return DEFAULT_PROXY_SETTINGS.masqueradeBit;
}

function readDetectLocal(reading: Reading, fields: YamlMap): DetectLocalSettings {
  const mode = choiceField(reading, fields, "detectLocalMode", LOCAL_MODES) ?? "ClusterCIDR";
  const detect = mapField(reading, fields, "detectLocal");
  const named = (field: string): string => {
    const name = textField(reading, detect, field)?.value ?? "";
    if (name === "")
      mistake(reading, fieldOf(fields, "detectLocalMode") ?? fields, "manifest-missing", {
        field: `detectLocal.${field}`,
        expected: [`detectLocal.${field}`],
      });
    return name;
  };
  switch (mode) {
    case "ClusterCIDR":
      return { kind: "cluster-cidr", ranges: clusterRangesOf(reading, fields) };
    case "NodeCIDR":
      return { kind: "node-cidr" };
    case "BridgeInterface":
      return { kind: "bridge-interface", name: named("bridgeInterface") };
    case "InterfaceNamePrefix":
      return { kind: "interface-name-prefix", prefix: named("interfaceNamePrefix") };
  }
}

/** `clusterCIDR`: one range, or one for each family with a comma between them. */
export function clusterRangesOf(reading: Reading, fields: YamlMap): readonly Prefix[] {
  const at = fieldOf(fields, "clusterCIDR");
  const texts = textField(reading, fields, "clusterCIDR")?.value.split(",") ?? [];
  return texts.flatMap((text) => {
    const range = sloppyPrefix(text.trim());
    if (range === null && at !== null && text !== "")
      mistake(reading, at, "manifest-bad-range", { text });
    return range ?? [];
  });
}

function readNodePortAddresses(
  reading: Reading,
  fields: YamlMap,
): ProxySettings["nodePortAddresses"] {
  const texts = textsField(reading, fields, "nodePortAddresses");
  if (texts.length === 1 && texts[0]?.value === "primary") return "primary";
  return texts.length === 0 ? null : readRanges(reading, fields, "nodePortAddresses");
}

function readRanges(reading: Reading, map: YamlMap | null, name: string): readonly Prefix[] {
  return textsField(reading, map, name).flatMap(({ value, at }) => {
    const range = sloppyPrefix(value);
    if (range === null) mistake(reading, at, "manifest-bad-range", { text: value });
    return range ?? [];
  });
}
