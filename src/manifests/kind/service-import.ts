import type { ImportedPort, ServiceImport } from "../../cluster/service-import.js";
import { sloppyAddress } from "../address-field.js";
import { choiceField } from "../choice.js";
import { mapField, mapsField, textField, textsField } from "../field.js";
import type { KubernetesObject } from "../object.js";
import { portField, protocolField } from "../port-field.js";
import { mistake } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

const TYPES = ["ClusterSetIP", "Headless"] as const;

/** Reads a ServiceImport (sigs.k8s.io/mcs-api pkg/apis/v1alpha1); its slices are EndpointSlices with that API's labels. */
export function readServiceImport({
  reading,
  fields,
  name,
  namespace,
}: KubernetesObject): ServiceImport {
  const spec = mapField(reading, fields, "spec");
  return {
    name: name.value,
    namespace,
    type: choiceField(reading, spec, "type", TYPES) ?? "ClusterSetIP",
    addresses: textsField(reading, spec, "ips").flatMap(({ value, at }) => {
      const address = sloppyAddress(value);
      if (address === null) mistake(reading, at, "manifest-bad-address", { text: value });
      return address ?? [];
    }),
    ports: mapsField(reading, spec, "ports").flatMap((entry) => readPort(reading, entry)),
  };
}

function readPort(reading: Reading, entry: YamlMap): readonly ImportedPort[] {
  const port = portField(reading, entry, "port");
  const protocol = protocolField(reading, entry);
  const name = textField(reading, entry, "name")?.value ?? "";
  return port === null || protocol === null ? [] : [{ name, protocol, port }];
}
