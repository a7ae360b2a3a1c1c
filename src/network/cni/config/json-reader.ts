import { parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { errorAt, warningAt } from "../../../base/diagnostic.js";
import type { Report } from "../../../base/diagnostic.js";
import { nearest } from "../../../base/nearest.js";
import { parsePrefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { Json, Member } from "./json.js";

/** Reads the members of a JSON object by their names, and reports values of the wrong kind. */
export interface ObjectReader {
  readonly json: Json;
  readonly has: (name: string) => boolean;
  readonly get: (name: string) => Json | null;
  readonly text: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
  readonly whole: (name: string, least: number, most: number) => number | null;
  readonly address: (name: string) => Address | null;
  readonly prefix: (name: string) => Prefix | null;
  readonly list: (name: string) => readonly Json[];
  readonly object: (name: string) => ObjectReader | null;
  /** Reports members that the model does not play, and names that no plugin knows. */
  readonly checkNames: (known: readonly string[], unplayed: readonly string[]) => void;
}

/** A reader of an object; null, with a report, where the value is none. */
export function readObject(json: Json, report: Report): ObjectReader | null {
  if (json.kind !== "object") {
    report(errorAt(json.span, "cni-wrong-kind", { name: "", expected: ["{ }"] }));
    return null;
  }
  const members = new Map(json.members.map((member) => [member.name, member]));
  const valueOf = <Kind extends Json["kind"]>(
    name: string,
    kind: Kind,
    sample: string,
  ): Extract<Json, { readonly kind: Kind }> | null => {
    const value = members.get(name)?.value ?? null;
    if (value === null || value.kind === "null") return null;
    if (isOf(value, kind)) return value;
    report(errorAt(value.span, "cni-wrong-kind", { name, expected: [sample] }));
    return null;
  };
  const parsed = <T>(name: string, sample: string, parse: (text: string) => T | null): T | null => {
    const value = valueOf(name, "string", sample);
    if (value === null) return null;
    const found = parse(value.value);
    if (found === null) report(errorAt(value.span, "cni-wrong-kind", { name, expected: [sample] }));
    return found;
  };
  return {
    json,
    has: (name) => members.has(name),
    get: (name) => members.get(name)?.value ?? null,
    text: (name) => valueOf(name, "string", '"…"')?.value ?? null,
    flag: (name) => valueOf(name, "boolean", "true | false")?.value ?? false,
    whole: (name, least, most) => {
      const value = valueOf(name, "number", `${least}–${most}`);
      if (value === null) return null;
      if (Number.isInteger(value.value) && value.value >= least && value.value <= most)
        return value.value;
      report(errorAt(value.span, "cni-wrong-kind", { name, expected: [`${least}–${most}`] }));
      return null;
    },
    address: (name) => parsed(name, '"10.22.0.1"', parseAddress),
    prefix: (name) => parsed(name, '"10.22.0.0/16"', parsePrefix),
    list: (name) => valueOf(name, "array", "[ ]")?.items ?? [],
    object: (name) => {
      const value = valueOf(name, "object", "{ }");
      return value === null ? null : readObject(value, report);
    },
    checkNames: (known, unplayed) => {
      for (const member of json.members) checkName(member, known, unplayed, report);
    },
  };
}

function checkName(
  { name, span, value }: Member,
  known: readonly string[],
  unplayed: readonly string[],
  report: Report,
): void {
  if (known.includes(name)) return;
  if (unplayed.includes(name)) {
    // What is switched off needs no playing.
    const isOff =
      value.kind === "null" ||
      (value.kind === "boolean" && !value.value) ||
      (value.kind === "number" && value.value === 0);
    if (!isOff) report(warningAt(span, "cni-not-modelled", { name }));
    return;
  }
  // A plugin passes over names that it does not know, so this is no error of its.
  const near = nearest(name, [...known, ...unplayed]);
  report(warningAt(span, "cni-unknown-name", near === null ? { name } : { name, nearest: near }));
}

function isOf<Kind extends Json["kind"]>(
  json: Json,
  kind: Kind,
): json is Extract<Json, { readonly kind: Kind }> {
  return json.kind === kind;
}
