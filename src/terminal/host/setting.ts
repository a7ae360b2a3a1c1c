import { nearest } from "../../base/nearest.js";
import { declined, printed } from "../answer.js";
import type { Answer } from "../answer.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

/** The value of a setting by its name with slashes; null for one that is not modelled. */
export function settingOf(name: string, moment: HostMoment): string | null {
  return tablesOf(moment).sysctls[name] ?? null;
}

/** A setting that is not modelled, with the nearest that is: whether a kernel has it is not known here. */
export function unknownSetting(name: string, moment: HostMoment): Answer {
  const known = Object.keys(tablesOf(moment).sysctls);
  const near = nearest(name, known);
  return near === null
    ? declined("unknown-setting", { name })
    : declined("unknown-setting-near", { name, nearest: near });
}

/** `sysctl` of procps. */
export const sysctl: Tool = {
  name: "sysctl",
  forms: ["sysctl [-n] NAME …", "sysctl -a"],
  examples: () => ["sysctl net.ipv4.ip_forward", "sysctl net.ipv4.conf.all.rp_filter"],
  run(words, moment) {
    const isBare = words.includes("-n") || words.includes("--values");
    const isAll = words.some((word) => ["-a", "-A", "--all"].includes(word));
    const names = words.filter((word) => !word.startsWith("-"));
    const unknown = words.find(
      (word) => word.startsWith("-") && !["-n", "--values", "-a", "-A", "--all"].includes(word),
    );
    const assigned = names.find((word) => word.includes("="));
    if (unknown !== undefined || assigned !== undefined || (names.length === 0 && !isAll))
      return usageOf(sysctl, unknown ?? assigned ?? "");
    const asked = isAll ? Object.keys(tablesOf(moment).sysctls).sort() : names.map(slashed);
    const missing = asked.find((name) => settingOf(name, moment) === null);
    if (missing !== undefined) return unknownSetting(missing, moment);
    const lines = asked.map((name) => {
      const value = settingOf(name, moment) ?? "";
      return isBare ? `${value}\n` : `${dotted(name)} = ${value}\n`;
    });
    return printed(lines.join(""));
  },
};

// The first of the two signs in a name says which of them separates (procps sysctl.c: slashdot).
function slashed(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  return first === "." ? swapped(name) : name;
}

function dotted(name: string): string {
  return swapped(name);
}

function swapped(name: string): string {
  return name.replace(/[./]/g, (sign) => (sign === "." ? "/" : "."));
}
