import type { Family } from "../../base/address.js";
import { formatPrefix } from "../../base/prefix.js";
import { localRangeOf } from "../configuration.js";
import type { DetectLocal } from "../configuration.js";

/** The expressions that hold for traffic of pods, and for traffic of all others. */
export interface LocalDetector {
  readonly local: string;
  readonly notLocal: string;
}

/** The detector of a family; null where the configuration gives none, and then the rules that need it are absent. */
export function localDetectorOf(detect: DetectLocal, family: Family): LocalDetector | null {
  switch (detect.kind) {
    case "cluster-cidr":
    case "node-cidr": {
      const range = localRangeOf(detect.ranges, family);
      const ip = family === "ipv6" ? "ip6" : "ip";
      return range === null ? null : detectorOf(`${ip} saddr`, formatPrefix(range));
    }
    case "bridge-interface":
      return detectorOf("iifname", detect.name);
    case "interface-name-prefix":
      return detectorOf("iifname", `${detect.prefix}*`);
    case "none":
      return null;
  }
}

function detectorOf(of: string, value: string): LocalDetector {
  return { local: `${of} ${value}`, notLocal: `${of} != ${value}` };
}
