import { errorAt } from "../../base/diagnostic.js";
import type { Change } from "../../cluster/change.js";
import { settingNamed, sysctlOf } from "../../netfilter/conntrack/settings.js";
import { ipvsSettingNamed } from "../../netfilter/ipvs/settings.js";
import { writeSysctl } from "../../network/sysctl/write-sysctl.js";
import { changeHost, noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

type ChangeOf<Kind extends Change["kind"]> = Change & { readonly kind: Kind };

/** `sysctl -w NAME=VALUE`. */
export function setSysctl(
  place: ChangePlace,
  change: Pick<ChangeOf<"sysctl">, "name" | "value">,
): Mistakes {
  const { stack, span } = place;
  const { namespace, netfilter } = stack.host;
  const { name, value } = change;
  const devices = namespace.devices.map((device) => device.name);
  const written = writeSysctl(namespace.sysctls, devices, change);
  switch (written.kind) {
    case "unknown":
      return [errorAt(span, "unknown-sysctl", { name })];
    case "no-device":
      return [errorAt(span, "unknown-device", { host: namespace.name, name: written.device })];
    case "invalid":
      return [errorAt(span, "bad-sysctl-value", { name, value })];
    case "written":
      noteCommand(place, `sysctl -w ${dotted(name)}=${quoted(value)}`);
      changeHost(place, { ...namespace, sysctls: written.sysctls });
      netfilter?.conntrack.configure(trackingChange(name, written.sysctls[name] ?? value));
      netfilter?.ipvs.configure(balancingChange(name, written.sysctls[name] ?? value));
      return [];
  }
}

/** How many connections the host tracks at most: `net.netfilter.nf_conntrack_max`. */
export function setConntrackLimit(
  place: ChangePlace,
  { entries }: ChangeOf<"conntrack-limit">,
): Mistakes {
  const name = sysctlOf("max").replaceAll(".", "/");
  return setSysctl(place, { name, value: String(entries) });
}

function trackingChange(name: string, value: string): Readonly<Record<string, number>> {
  const setting = settingNamed(name);
  return setting === null ? {} : { [setting]: Number(value) };
}

function balancingChange(name: string, value: string): Readonly<Record<string, number>> {
  const setting = ipvsSettingNamed(name);
  return setting === null ? {} : { [setting]: Number(value) };
}

// sysctl takes slashes as well, and needs them where a device's name has a dot.
function dotted(name: string): string {
  return name.includes(".") ? name : name.replaceAll("/", ".");
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
