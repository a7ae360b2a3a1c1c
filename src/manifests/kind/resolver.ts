import type { Address } from "../../base/address.js";
import type { DnsConfig, HostAlias, Libc, PodResolver } from "../../cluster/pod-resolver.js";
import { sloppyAddress } from "../address-field.js";
import { fieldOf, mapField, mapsField, textField, textsField } from "../field.js";
import { mistake } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap, YamlValue } from "../yaml/value.js";

/** Reads what a pod's spec says of name resolution: `dnsConfig`, `hostAliases`, and by its first image which C library its programs have. */
export function readResolver(reading: Reading, spec: YamlMap | null): PodResolver {
  return {
    dnsConfig: readDnsConfig(reading, spec),
    hostAliases: mapsField(reading, spec, "hostAliases").flatMap((entry) =>
      readHostAlias(reading, entry),
    ),
    libc: libcOf(reading, spec),
  };
}

function readDnsConfig(reading: Reading, spec: YamlMap | null): DnsConfig | null {
  const map = mapField(reading, spec, "dnsConfig");
  if (map === null) return null;
  return {
    nameservers: textsField(reading, map, "nameservers").flatMap(
      ({ value, at }) => readAddress(reading, at, value) ?? [],
    ),
    searches: textsField(reading, map, "searches").map(({ value }) => value),
    options: mapsField(reading, map, "options").flatMap((entry) => {
      const name = textField(reading, entry, "name");
      if (name !== null && name.value !== "")
        return [{ name: name.value, value: textField(reading, entry, "value")?.value ?? null }];
      mistake(reading, entry, "manifest-missing", { field: "name" });
      return [];
    }),
  };
}

function readHostAlias(reading: Reading, entry: YamlMap): readonly HostAlias[] {
  const at = fieldOf(entry, "ip");
  const said = textField(reading, entry, "ip");
  if (at === null || said === null) {
    mistake(reading, entry, "manifest-missing", { field: "ip" });
    return [];
  }
  const address = readAddress(reading, at, said.value);
  const names = textsField(reading, entry, "hostnames").map(({ value }) => value);
  return address === null ? [] : [{ address, names }];
}

function readAddress(reading: Reading, at: YamlValue, text: string): Address | null {
  const address = sloppyAddress(text);
  if (address === null) mistake(reading, at, "manifest-bad-address", { text });
  return address;
}

// What an image holds no manifest says; those made from Alpine are called so.
function libcOf(reading: Reading, spec: YamlMap | null): Libc {
  const [first = null] = mapsField(reading, spec, "containers");
  const image = textField(reading, first, "image")?.value ?? "";
  return /\balpine\b|\bmusl\b/.test(image) ? "musl" : "glibc";
}
