import type { Family } from "../../base/address.js";
import type { Printable } from "./print-yaml.js";

/** `IPv4`, `IPv6`. */
export function familyName(family: Family): "IPv4" | "IPv6" {
  return family === "ipv4" ? "IPv4" : "IPv6";
}

/** A list, or nothing where it is empty. */
export function listOrNothing(list: readonly Printable[]): readonly Printable[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Labels, or nothing where there are none. */
export function labelsOrNothing(
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  return Object.keys(labels).length === 0 ? undefined : labels;
}
