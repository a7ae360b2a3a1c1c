import { readFile } from "../files.js";
import type { DnsFiles } from "../files.js";
import { parseZoneFile } from "./parse.js";
import { buildZone } from "./zone.js";
import type { Zone } from "./zone.js";

/** A zone from its file; null where the file is not there, and CoreDNS's error where it is no zone. */
export function loadZone(
  files: DnsFiles,
  path: string,
  origin: string,
): Zone | null | { readonly error: string } {
  const text = readFile(files, path);
  if (text === null) return null;
  const readOther = (other: string): string | null => readFile(files, other);
  const records = parseZoneFile({ path, text, origin, readFile: readOther });
  if (!("error" in records)) return buildZone(records, { origin, path });
  const reason = `failed to parse file "${path}" for origin ${origin} with error ${records.error}`;
  return { error: reason };
}

/** Whether loading came to an error. */
export function isLoadError(
  loaded: Zone | null | { readonly error: string },
): loaded is { readonly error: string } {
  return loaded !== null && "error" in loaded;
}
