import type { Family } from "../../base/address.js";
import { DEVICE_SETTINGS, NAMESPACE_SETTINGS } from "./known.js";
import type { KnownSysctl } from "./known.js";

/** A name, taken apart; `device` is `all`, `default` or a device's name, and null for a setting of the namespace. */
export interface SysctlName {
  readonly family: Family | null;
  readonly device: string | null;
  readonly setting: string;
  readonly known: KnownSysctl;
}

/** Takes a name with slashes apart, `net/ipv4/conf/eth0/rp_filter`; null where the model does not know the setting. */
export function readSysctlName(name: string): SysctlName | null {
  const own = /^net\/(ipv[46])\/conf\/([^/]+)\/([^/]+)$/.exec(name);
  if (own !== null) {
    const [, family, device = "", setting = ""] = own;
    const settings: Readonly<Record<string, KnownSysctl>> =
      DEVICE_SETTINGS[family === "ipv6" ? "ipv6" : "ipv4"];
    const known = Object.hasOwn(settings, setting) ? settings[setting] : undefined;
    if (known === undefined) return null;
    return { family: family === "ipv6" ? "ipv6" : "ipv4", device, setting, known };
  }
  const setting = name.startsWith("net/") ? name.slice("net/".length) : "";
  const known = Object.hasOwn(NAMESPACE_SETTINGS, setting)
    ? NAMESPACE_SETTINGS[setting]
    : undefined;
  return known === undefined ? null : { family: null, device: null, setting, known };
}

/** The names, with slashes, of all settings of a namespace with these devices. */
export function sysctlNames(devices: readonly string[]): readonly string[] {
  const own = Object.entries(DEVICE_SETTINGS).flatMap(([family, settings]) =>
    ["all", "default", ...devices].flatMap((device) =>
      Object.keys(settings).map((setting) => `net/${family}/conf/${device}/${setting}`),
    ),
  );
  return [...Object.keys(NAMESPACE_SETTINGS).map((name) => `net/${name}`), ...own];
}
