import type { Family } from "../../base/address.js";
import type { Sysctls } from "../sysctl.js";
import { DEVICE_SETTINGS, NAMESPACE_SETTINGS } from "./known.js";
import type { Ipv4Setting, Ipv6Setting } from "./known.js";
import { readSysctlName } from "./sysctl-name.js";

/** What a namespace is set to. */
export interface Settings {
  /** Every setting that the model knows, by its name with slashes, in the order of their names. */
  readonly all: Sysctls;
  /** A setting as a number; 0 for a name that the model does not know. */
  number(name: string): number;
  /** A device's own setting, whatever `all` says. */
  ofDevice(family: Family, device: string, setting: DeviceSetting): number;
  /** A device's setting where it is on, or that of `all` (linux include/linux/inetdevice.h: IN_DEV_ORCONF). */
  either(device: string, setting: DeviceSetting): boolean;
  /** Where both are on (IN_DEV_ANDCONF). */
  both(device: string, setting: DeviceSetting): boolean;
  /** The greater of the two (IN_DEV_MAXCONF). */
  greater(device: string, setting: DeviceSetting): number;
}

/** The settings that devices have. */
export type DeviceSetting = Ipv4Setting | Ipv6Setting;

/**
 * The settings after these writes, one after the other, in a namespace with these devices. Some writes spread to others:
 * forwarding to every device, and a router accepts no redirects (linux net/ipv4/devinet.c: inet_forward_change;
 * net/ipv6/addrconf.c: addrconf_fixup_forwarding, addrconf_disable_ipv6).
 */
export function settingsOf(written: Sysctls, devices: readonly string[]): Settings {
  const values = freshValues(devices, written);
  for (const [name, value] of Object.entries(written)) write(values, devices, name, value);
  const all = Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
  const number = (name: string): number => Number(all[name] ?? "0");
  const ofDevice: Settings["ofDevice"] = (family, device, setting) =>
    number(`net/${family}/conf/${device}/${setting}`);
  const own = (device: string, setting: DeviceSetting): readonly [number, number] => [
    ofDevice("ipv4", device, setting),
    ofDevice("ipv4", "all", setting),
  ];
  return {
    all,
    number,
    ofDevice,
    either: (device, setting) => own(device, setting).some((value) => value !== 0),
    both: (device, setting) => own(device, setting).every((value) => value !== 0),
    greater: (device, setting) => Math.max(...own(device, setting)),
  };
}

// The files of br_netfilter and of IPVS are there where the module is loaded: where somebody has written to one.
const MODULES = ["bridge/", "ipv4/vs/"];

function freshValues(devices: readonly string[], written: Sysctls): Map<string, string> {
  const absent = MODULES.filter(
    (module) => !Object.keys(written).some((name) => name.startsWith(`net/${module}`)),
  );
  const values = new Map<string, string>();
  for (const [name, { usual }] of Object.entries(NAMESPACE_SETTINGS))
    if (!absent.some((module) => name.startsWith(module))) values.set(`net/${name}`, usual);
  for (const [family, settings] of Object.entries(DEVICE_SETTINGS))
    for (const device of ["all", "default", ...devices])
      for (const [name, { usual }] of Object.entries(settings))
        values.set(`net/${family}/conf/${device}/${name}`, usual);
  return values;
}

function write(
  values: Map<string, string>,
  devices: readonly string[],
  name: string,
  value: string,
): void {
  const read = readSysctlName(name);
  // What the model does not know is kept and listed; a device that is not there has no settings.
  if (read?.device != null && !values.has(name)) return;
  values.set(name, value);
  if (read === null) return;
  const { family, device, setting } = read;
  const spread = (to: Family, what: DeviceSetting): void => {
    for (const one of ["all", "default", ...devices])
      values.set(`net/${to}/conf/${one}/${what}`, value);
  };
  const isAll = device === "all";
  if (setting === "ipv4/ip_forward" || (family === "ipv4" && isAll && setting === "forwarding")) {
    values.set("net/ipv4/ip_forward", value);
    spread("ipv4", "forwarding");
    values.set("net/ipv4/conf/all/accept_redirects", value === "0" ? "1" : "0");
  } else if (
    family === "ipv6" &&
    isAll &&
    (setting === "forwarding" || setting === "disable_ipv6")
  ) {
    spread("ipv6", setting);
  }
}
