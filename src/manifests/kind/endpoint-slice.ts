import { familyOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { EndpointPort } from "../../cluster/endpoint-slice.js";
import type { EndpointDeclaration, EndpointSliceDeclaration } from "../../cluster/declaration.js";
import { sloppyAddress } from "../address-field.js";
import { choiceField, warnOfMistypedFields } from "../choice.js";
import { fieldOf, flagField, mapField, mapsField, textField, textsField } from "../field.js";
import type { KubernetesObject } from "../object.js";
import { portField, protocolField } from "../port-field.js";
import { mistake, spanOf } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

const TYPES = ["IPv4", "IPv6", "FQDN"] as const;
const FIELDS = "addressType apiVersion endpoints kind metadata ports".split(" ");
const ENDPOINT_FIELDS =
  `addresses conditions deprecatedTopology hints hostname nodeName targetRef zone`.split(" ");

/** Reads an EndpointSlice; null for one of names (address type FQDN), which no kube-proxy looks at. */
export function readEndpointSlice(object: KubernetesObject): EndpointSliceDeclaration | null {
  const { reading, fields, labels, metadata } = object;
  warnOfMistypedFields(reading, fields, FIELDS);
  if (fieldOf(fields, "addressType") === null) {
    mistake(reading, fields, "manifest-missing", { field: "addressType", expected: TYPES });
  }
  const type = choiceField(reading, fields, "addressType", TYPES) ?? "IPv4";
  if (type === "FQDN") return null;
  const family = type === "IPv6" ? "ipv6" : "ipv4";
  const own = mapField(reading, metadata, "labels");
  return {
    name: object.name,
    namespace: object.namespace,
    service: textField(reading, own, "kubernetes.io/service-name"),
    labels,
    family,
    ports: mapsField(reading, fields, "ports").flatMap((entry) => readPort(reading, entry)),
    endpoints: mapsField(reading, fields, "endpoints").map((entry) =>
      readEndpoint(reading, entry, family),
    ),
  };
}

// kube-proxy passes over ports without a name or a number (pkg/proxy/endpointslicecache.go: addEndpoints).
function readPort(reading: Reading, entry: YamlMap): readonly EndpointPort[] {
  const name = textField(reading, entry, "name");
  const port = portField(reading, entry, "port");
  const protocol = protocolField(reading, entry);
  if (name === null || port === null || protocol === null) return [];
  return [{ name: name.value, port, protocol }];
}

function readEndpoint(reading: Reading, entry: YamlMap, family: Family): EndpointDeclaration {
  warnOfMistypedFields(reading, entry, ENDPOINT_FIELDS);
  const conditions = mapField(reading, entry, "conditions");
  const hints = mapField(reading, entry, "hints");
  const target = mapField(reading, entry, "targetRef");
  const isPod = textField(reading, target, "kind")?.value === "Pod";
  const names = (list: string): readonly string[] =>
    mapsField(reading, hints, list).flatMap((one) => textField(reading, one, "name")?.value ?? []);
  return {
    addresses: textsField(reading, entry, "addresses").flatMap(({ value, span, at }) => {
      const address = sloppyAddress(value);
      if (address === null) {
        mistake(reading, at, "manifest-bad-address", { text: value });
        return [];
      }
      const parameters = { address, family: family === "ipv4" ? "IPv4" : "IPv6" };
      if (familyOf(address) !== family) mistake(reading, at, "manifest-wrong-family", parameters);
      return [{ value: address, span }];
    }),
    ready: flagField(reading, conditions, "ready"),
    serving: flagField(reading, conditions, "serving"),
    terminating: flagField(reading, conditions, "terminating"),
    node: textField(reading, entry, "nodeName")?.value ?? null,
    zone: textField(reading, entry, "zone")?.value ?? null,
    hostname: textField(reading, entry, "hostname")?.value ?? null,
    pod: isPod ? (textField(reading, target, "name")?.value ?? null) : null,
    zoneHints: names("forZones"),
    nodeHints: names("forNodes"),
    span: spanOf(reading, entry),
  };
}
