import type { Address } from "../../base/address.js";
import { familyOf } from "../../base/address.js";
import type { PodDeclaration, Said } from "../../cluster/declaration.js";
import { DEFAULT_GRACE_SECONDS } from "../../cluster/pod.js";
import type { DnsPolicy } from "../../cluster/pod.js";
import { sloppyAddress } from "../address-field.js";
import { choiceField, warnOfMistypedFields } from "../choice.js";
import {
  fieldOf,
  flagField,
  mapField,
  mapsField,
  textField,
  textOf,
  wholeField,
} from "../field.js";
import type { KubernetesObject } from "../object.js";
import { mistake, oddity, spanOf } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";
import { readContainers } from "./container.js";
import { POD_FIELDS } from "./known-fields.js";
import { readResolver } from "./resolver.js";
import { makerOf } from "./owner.js";

const POLICIES: readonly DnsPolicy[] = [
  "ClusterFirst",
  "ClusterFirstWithHostNet",
  "Default",
  "None",
];

/** A Pod, and the address that its status gives its node. */
export interface ReadPod {
  readonly pod: PodDeclaration;
  readonly hostAddress: Said<Address> | null;
}

/** Reads a Pod; null for one that has ended or was never started, so that no packet can meet it. */
export function readPod(object: KubernetesObject): ReadPod | null {
  const { reading, fields, name, namespace, labels, metadata } = object;
  const spec = mapField(reading, fields, "spec");
  const status = mapField(reading, fields, "status");
  const phase = textField(reading, status, "phase")?.value ?? null;
  if (phase === "Succeeded" || phase === "Failed") return null;
  const addresses = readAddresses(reading, status);
  if (phase === "Pending" && addresses.length === 0) {
    oddity(reading, fieldOf(status, "phase") ?? fields, "manifest-pod-pending");
    return null;
  }
  const hostNetwork = flagField(reading, spec, "hostNetwork") ?? false;
  const pod: PodDeclaration = {
    kind: "pod",
    ...podSpecOf(reading, spec),
    name,
    namespace,
    labels,
    addresses: hostNetwork ? [] : addresses,
    node: textField(reading, spec, "nodeName"),
    ready: isReady(reading, status),
    terminating: fieldOf(metadata, "deletionTimestamp") !== null,
    deployment: makerOf(object),
    hostNetwork,
  };
  return { pod, hostAddress: readAddress(reading, status, "hostIP") };
}

/** What a pod's spec and a template's say alike. */
export function podSpecOf(
  reading: Reading,
  spec: YamlMap | null,
): Pick<
  PodDeclaration,
  "containers" | "dnsPolicy" | "resolver" | "graceSeconds" | "hostname" | "subdomain"
> {
  warnOfMistypedFields(reading, spec, POD_FIELDS);
  const grace = wholeField(reading, spec, "terminationGracePeriodSeconds");
  const hostname = textField(reading, spec, "hostname")?.value ?? "";
  const subdomain = textField(reading, spec, "subdomain")?.value ?? "";
  return {
    ...(hostname === "" ? {} : { hostname }),
    ...(subdomain === "" ? {} : { subdomain }),
    containers: readContainers(reading, spec),
    dnsPolicy: choiceField(reading, spec, "dnsPolicy", POLICIES) ?? "ClusterFirst",
    resolver: readResolver(reading, spec),
    graceSeconds: grace?.value ?? DEFAULT_GRACE_SECONDS,
  };
}

// A pod without conditions is one that somebody wrote, and will be ready once it runs.
function isReady(reading: Reading, status: YamlMap | null): boolean {
  const conditions = mapsField(reading, status, "conditions");
  const ready = conditions.find((entry) => textField(reading, entry, "type")?.value === "Ready");
  return ready === undefined || textField(reading, ready, "status")?.value === "True";
}

function readAddresses(reading: Reading, status: YamlMap | null): readonly Said<Address>[] {
  const several = mapsField(reading, status, "podIPs").flatMap(
    (entry) => readAddress(reading, entry, "ip") ?? [],
  );
  const found = several.length > 0 ? several : [readAddress(reading, status, "podIP")];
  const families = new Set<string>();
  return found.filter((said) => {
    if (said === null || families.has(familyOf(said.value))) return false;
    return families.add(familyOf(said.value));
  }) as readonly Said<Address>[];
}

function readAddress(reading: Reading, map: YamlMap | null, name: string): Said<Address> | null {
  const at = fieldOf(map, name);
  const said = at && textOf(reading, at, name);
  if (at === null || said === null || said.value === "") return null;
  const address = sloppyAddress(said.value);
  if (address !== null) return { value: address, span: spanOf(reading, at) };
  mistake(reading, at, "manifest-bad-address", { text: said.value });
  return null;
}
