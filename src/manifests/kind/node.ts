import { familyOf } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { NodeDeclaration, Said } from "../../cluster/declaration.js";
import { sloppyAddress, sloppyPrefix } from "../address-field.js";
import { fieldOf, mapField, mapsField, textField, textOf, textsField } from "../field.js";
import type { KubernetesObject } from "../object.js";
import { mistake } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

const CONTROL_PLANE = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

/** Reads a Node: its labels, the addresses that it has on its network, and the ranges of its pods. */
export function readNode(object: KubernetesObject): NodeDeclaration {
  const { reading, fields, labels, name } = object;
  const spec = mapField(reading, fields, "spec");
  return {
    name,
    controlPlane: CONTROL_PLANE.some((label) => Object.hasOwn(labels, label)),
    labels,
    zone: null,
    addresses: readAddresses(reading, fields),
    podRanges: readRanges(reading, spec),
  };
}

// The first InternalIP of each family, else the first ExternalIP (kubernetes pkg/util/node: GetNodeHostIPs).
function readAddresses(reading: Reading, fields: YamlMap): readonly Said<Address>[] {
  const entries = mapsField(reading, mapField(reading, fields, "status"), "addresses");
  const found = new Map<Family, Said<Address>>();
  for (const type of ["InternalIP", "ExternalIP"]) {
    for (const entry of entries) {
      if (textField(reading, entry, "type")?.value !== type) continue;
      const at = fieldOf(entry, "address");
      const said = at && textOf(reading, at, "address");
      if (at === null || said === null) continue;
      const address = sloppyAddress(said.value);
      if (address === null) mistake(reading, at, "manifest-bad-address", { text: said.value });
      else if (!found.has(familyOf(address)))
        found.set(familyOf(address), { value: address, span: said.span });
    }
  }
  return [...found.values()];
}

function readRanges(reading: Reading, spec: YamlMap | null): readonly Said<Prefix>[] {
  const several = textsField(reading, spec, "podCIDRs");
  const at = fieldOf(spec, "podCIDR");
  const one = several.length > 0 || at === null ? null : textOf(reading, at, "podCIDR");
  const said = one === null || at === null ? several : [{ ...one, at }];
  return said.flatMap(({ value, span, at: place }) => {
    const range = sloppyPrefix(value);
    if (range === null) mistake(reading, place, "manifest-bad-range", { text: value });
    return range === null ? [] : [{ value: range, span }];
  });
}
