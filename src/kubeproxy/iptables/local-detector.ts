import type { Family } from "../../base/address.js";
import { localRangeOf } from "../configuration.js";
import type { DetectLocal } from "../configuration.js";

/** The matches that hold for traffic of pods, and for traffic of all others. */
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
      return range === null ? null : detectorOf(`-s ${range.base}/${range.length}`);
    }
    case "bridge-interface":
      return detectorOf(`-i ${detect.name}`);
    case "interface-name-prefix":
      return detectorOf(`-i ${detect.prefix}+`);
    case "none":
      return null;
  }
}

function detectorOf(match: string): LocalDetector {
  return { local: match, notLocal: `! ${match}` };
}
