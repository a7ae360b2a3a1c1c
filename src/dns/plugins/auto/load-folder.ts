import type { Regexp } from "../../../regexp/regexp.js";
import { fullyQualified } from "../../../packet/dns-name.js";
import { filesBelow } from "../../files.js";
import type { DnsFiles } from "../../files.js";
import { isLoadError, loadZone } from "../../zone-file/load-zone.js";
import type { Zone } from "../../zone-file/zone.js";
import { expandTemplate, goTemplate } from "./expand-template.js";

/** Where zone files lie, which of them count, and what makes an origin of a file's name. */
export interface ZoneFolder {
  readonly directory: string;
  readonly pattern: Regexp;
  readonly template: string;
}

/** The zones of a folder by origin; a file that is none, or comes second for an origin, is passed over (coredns plugin/auto/walk.go). */
export function loadFolder(
  files: DnsFiles,
  { directory, pattern, template }: ZoneFolder,
): ReadonlyMap<string, Zone> {
  const zones = new Map<string, Zone>();
  const seen = new Set<string>();
  for (const path of filesBelow(files, directory)) {
    const groups = pattern.find(path.replace(/^.*\//, ""));
    if (groups === null) continue;
    const origin = fullyQualified(expandTemplate(goTemplate(template), pattern.names, groups));
    if (seen.has(origin)) continue;
    seen.add(origin);
    const zone = loadZone(files, path, origin);
    if (zone !== null && !isLoadError(zone)) zones.set(origin, zone);
  }
  return zones;
}
