import type { EndpointDeclaration, EndpointSliceDeclaration } from "../../cluster/declaration.js";
import type { EndpointPort } from "../../cluster/endpoint-slice.js";
import { mirroredSlices } from "../../cluster/mirror-endpoints.js";
import { sloppyAddress } from "../address-field.js";
import { fieldOf, mapField, mapsField, textField, textOf } from "../field.js";
import type { KubernetesObject } from "../object.js";
import { portField, protocolField } from "../port-field.js";
import { mistake, spanOf } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

/** The slices that an Endpoints object is mirrored to. */
export function readEndpoints(object: KubernetesObject): readonly EndpointSliceDeclaration[] {
  const { reading, name, namespace, labels, fields } = object;
  const subsets = mapsField(reading, fields, "subsets").map((subset) => ({
    ports: mapsField(reading, subset, "ports").flatMap((entry) => readPort(reading, entry)),
    endpoints: [
      ...mapsField(reading, subset, "addresses").flatMap((one) => readOne(reading, one, true)),
      ...mapsField(reading, subset, "notReadyAddresses").flatMap((one) =>
        readOne(reading, one, false),
      ),
    ],
  }));
  return mirroredSlices({ name, namespace, labels, subsets });
}

function readPort(reading: Reading, entry: YamlMap): readonly EndpointPort[] {
  const port = portField(reading, entry, "port");
  const protocol = protocolField(reading, entry);
  if (port === null || protocol === null) return [];
  return [{ name: textField(reading, entry, "name")?.value ?? "", port, protocol }];
}

function readOne(reading: Reading, entry: YamlMap, ready: boolean): readonly EndpointDeclaration[] {
  const at = fieldOf(entry, "ip");
  const said = at && textOf(reading, at, "ip");
  if (at === null || said === null) {
    mistake(reading, entry, "manifest-missing", { field: "ip", expected: ["ip"] });
    return [];
  }
  const address = sloppyAddress(said.value);
  if (address === null) {
    mistake(reading, at, "manifest-bad-address", { text: said.value });
    return [];
  }
  const target = mapField(reading, entry, "targetRef");
  const isPod = textField(reading, target, "kind")?.value === "Pod";
  return [
    {
      addresses: [{ value: address, span: said.span }],
      ready,
      serving: ready,
      terminating: false,
      node: textField(reading, entry, "nodeName")?.value ?? null,
      zone: null,
      hostname: textField(reading, entry, "hostname")?.value ?? null,
      pod: isPod ? (textField(reading, target, "name")?.value ?? null) : null,
      zoneHints: [],
      nodeHints: [],
      span: spanOf(reading, entry),
    },
  ];
}
