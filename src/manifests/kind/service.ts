import type { Family } from "../../base/address.js";
import type { Said, ServiceDeclaration } from "../../cluster/declaration.js";
import { plainDeclaration } from "../../cluster/plain-declaration.js";
import type { LoadBalancerIngress } from "../../cluster/service.js";
import { sloppyAddress, sloppyPrefix } from "../address-field.js";
import { choiceField, nearParameters, warnOfMistypedFields } from "../choice.js";
import {
  countField,
  fieldOf,
  flagField,
  labelsField,
  mapField,
  mapsField,
  textField,
  textOf,
  textsField,
  wholeField,
} from "../field.js";
import type { KubernetesObject } from "../object.js";
import { mistake, oddity, spanOf } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap, YamlValue } from "../yaml/value.js";
import { readServicePorts } from "./service-port.js";
import type { ReadServicePort } from "./service-port.js";

const TYPES = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] as const;
const POLICIES = ["Cluster", "Local"] as const;
const DISTRIBUTIONS = ["PreferClose", "PreferSameZone", "PreferSameNode"] as const;
/** The API server's default for `sessionAffinityConfig.clientIP.timeoutSeconds`. */
const AFFINITY_SECONDS = 10_800;
/** pkg/apis/core/validation v1.36: ValidateService, MaxClientIPServiceAffinitySeconds. */
const AFFINITY_RANGE = { min: 1, max: 86_400 };
const FIELDS =
  `allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName externalTrafficPolicy
  healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP
  loadBalancerSourceRanges ports publishNotReadyAddresses selector sessionAffinity sessionAffinityConfig
  trafficDistribution type`.split(/\s+/);

/** A Service as it was read. */
export interface ReadService extends ServiceDeclaration {
  readonly ports: readonly ReadServicePort[];
}

/** Reads a Service as the API server and kube-proxy do; what they pass over is warned of. */
export function readService(object: KubernetesObject): ReadService {
  const { reading, fields } = object;
  const spec = mapField(reading, fields, "spec");
  warnOfMistypedFields(reading, spec, FIELDS);
  const clusterTexts = clusterAddressFields(reading, spec);
  const isLocal = (name: string): "Cluster" | "Local" =>
    choiceField(reading, spec, name, POLICIES) ?? "Cluster";
  const families = readFamilies(reading, spec);
  return {
    ...plainDeclaration(object.name, object.namespace),
    labels: object.labels,
    type: choiceField(reading, spec, "type", TYPES) ?? "ClusterIP",
    headless: clusterTexts.some(({ value }) => value === "None"),
    clusterAddresses: clusterTexts.flatMap((said) => readClusterAddress(reading, said)),
    families: families.length === 0 ? null : families,
    selector: labelsField(reading, spec, "selector"),
    ports: readServicePorts(reading, spec),
    externalName: textField(reading, spec, "externalName"),
    externalAddresses: textsField(reading, spec, "externalIPs").flatMap(({ value, span, at }) => {
      const address = sloppyAddress(value);
      if (address === null) oddity(reading, at, "manifest-ignored-address", { text: value });
      return address === null ? [] : [{ value: address, span }];
    }),
    loadBalancerIngress: readIngress(reading, fields),
    loadBalancerSourceRanges: textsField(reading, spec, "loadBalancerSourceRanges").flatMap(
      ({ value, span, at }) => {
        const range = sloppyPrefix(value.trim());
        if (range === null) oddity(reading, at, "manifest-ignored-range", { text: value });
        return range === null ? [] : [{ value: range, span }];
      },
    ),
    allocatesNodePorts: flagField(reading, spec, "allocateLoadBalancerNodePorts") ?? true,
    healthCheckNodePort: nonZero(wholeField(reading, spec, "healthCheckNodePort")),
    affinitySeconds: readAffinity(reading, spec),
    internalTrafficPolicy: isLocal("internalTrafficPolicy"),
    externalTrafficPolicy: isLocal("externalTrafficPolicy"),
    publishNotReadyAddresses: flagField(reading, spec, "publishNotReadyAddresses") ?? false,
    trafficDistribution: choiceField(reading, spec, "trafficDistribution", DISTRIBUTIONS),
  };
}

type SaidText = Said<string> & { readonly at: YamlValue };

function clusterAddressFields(reading: Reading, spec: YamlMap | null): readonly SaidText[] {
  // An empty list says nothing: the API server fills it (pkg/registry/core/service/strategy.go: NormalizeClusterIPs).
  const several = textsField(reading, spec, "clusterIPs");
  if (several.length > 0) return several;
  const at = fieldOf(spec, "clusterIP");
  const said = at && textOf(reading, at, "clusterIP");
  return at === null || said === null ? [] : [{ ...said, at }];
}

function readClusterAddress(
  reading: Reading,
  { value, span, at }: SaidText,
): ServiceDeclaration["clusterAddresses"] {
  if (value === "None" || value === "") return [];
  const address = sloppyAddress(value);
  if (address !== null) return [{ value: address, span }];
  mistake(reading, at, "manifest-bad-address", { text: value, ...nearParameters(value, ["None"]) });
  return [];
}

function readFamilies(reading: Reading, spec: YamlMap | null): readonly Family[] {
  return textsField(reading, spec, "ipFamilies").flatMap(({ value, at }): readonly Family[] => {
    if (value === "IPv4") return ["ipv4"];
    if (value === "IPv6") return ["ipv6"];
    const expected = ["IPv4", "IPv6"];
    const parameters = { field: "ipFamilies", text: value, expected };
    mistake(reading, at, "manifest-bad-value", parameters);
    return [];
  });
}

function readAffinity(reading: Reading, spec: YamlMap | null): number | null {
  const affinity = choiceField(reading, spec, "sessionAffinity", ["None", "ClientIP"]);
  const settings = mapField(reading, spec, "sessionAffinityConfig");
  const client = mapField(reading, settings, "clientIP");
  if (affinity !== "ClientIP") return null;
  return countField(reading, client, "timeoutSeconds", AFFINITY_RANGE) ?? AFFINITY_SECONDS;
}

function readIngress(reading: Reading, fields: YamlMap): readonly Said<LoadBalancerIngress>[] {
  const status = mapField(reading, fields, "status");
  const balancer = mapField(reading, status, "loadBalancer");
  return mapsField(reading, balancer, "ingress").map((entry) => {
    const at = fieldOf(entry, "ip");
    const text = at && textOf(reading, at, "ip")?.value;
    const address = sloppyAddress(text ?? "");
    if (at !== null && address === null && text !== "")
      mistake(reading, at, "manifest-bad-address", { text: text ?? "" });
    const mode = choiceField(reading, entry, "ipMode", ["VIP", "Proxy"]) ?? "VIP";
    const hostname = textField(reading, entry, "hostname")?.value ?? null;
    return { value: { address, hostname, mode }, span: spanOf(reading, entry) };
  });
}

function nonZero(said: Said<number> | null): Said<number> | null {
  return said?.value === 0 ? null : said;
}
