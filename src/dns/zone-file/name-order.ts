import { labelBytes, labelText, labelsOf } from "../../packet/dns-name.js";

/** A name in lower case with its escapes as the wire has them, so that two spellings of one name are the same text. */
export function canonicalName(name: string): string {
  if (!name.includes("\\")) return name.toLowerCase();
  const labels = labelsOf(name).map((label) => {
    const bytes = labelBytes(label);
    return bytes === null ? label : labelText(Uint8Array.from(bytes));
  });
  return `${labels.join(".")}.`.toLowerCase();
}

/** Orders names by their labels from the right, as DNSSEC does (RFC 4034, 6.1; coredns plugin/file/tree/less.go). */
export function compareNames(one: string, other: string): number {
  const [some, others] = [labelsOf(one), labelsOf(other)];
  for (let index = 1; index <= Math.min(some.length, others.length); index++) {
    const order = compareLabels(some.at(-index) ?? "", others.at(-index) ?? "");
    if (order !== 0) return order;
  }
  return some.length - others.length;
}

function compareLabels(one: string, other: string): number {
  if (one === other) return 0;
  const [some, others] = [labelBytes(one) ?? [], labelBytes(other) ?? []];
  for (let index = 0; index < Math.min(some.length, others.length); index++) {
    const difference = (some[index] ?? 0) - (others[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return some.length - others.length;
}
