import { formatPrefix } from "../../base/prefix.js";
import { widthOf } from "../../base/address.js";
import type { IpSet, IpSets, SetElement, SetEntry } from "./ip-set.js";
import { printPort } from "./port-element.js";
import { SET_TYPES, storageOf } from "./set-type.js";

/** What `ipset list` is asked beside the sets. */
export interface SetListing {
  /** Virtual time, in microseconds. */
  readonly now: number;
  /** How many rules name a set; the lists that hold it are counted here. */
  readonly rulesWith: (name: string) => number;
}

/** The sets as `ipset save` prints them: lists after the sets that they name. A hash has no order; entries stand as added. */
export function printSetSave(sets: IpSets, now: number): string {
  const lines = inOrder(sets).flatMap((set) => [
    `create ${set.name} ${set.type} ${headerOf(set)}`,
    ...alive(set, now).map((entry) => `add ${set.name} ${entryText(entry, set, now)}`),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}

/** The sets as `ipset list` prints them, but for the memory that they take, which is the kernel's own affair. */
export function printSetList(sets: IpSets, { now, rulesWith }: SetListing): string {
  const texts = inOrder(sets).map((set) => {
    const entries = alive(set, now);
    const lines = [
      `Name: ${set.name}`,
      `Type: ${set.type}`,
      `Revision: ${SET_TYPES[set.type].revision}`,
      `Header: ${headerOf(set)}`,
      `References: ${rulesWith(set.name) + listsWith(sets, set.name)}`,
      `Number of entries: ${entries.length}`,
      "Members:",
      ...entries.map((entry) => entryText(entry, set, now)),
    ];
    return lines.map((line) => `${line}\n`).join("");
  });
  return texts.join("\n");
}

function inOrder(sets: IpSets): readonly IpSet[] {
  const all = [...sets.values()];
  const isList = (set: IpSet): boolean => set.type === "list:set";
  return [...all.filter((set) => !isList(set)), ...all.filter(isList)];
}

function listsWith(sets: IpSets, name: string): number {
  const entries = [...sets.values()].flatMap((set) => set.entries);
  return entries.filter(({ elements: [first] }) => first?.kind === "set" && first.name === name)
    .length;
}

function headerOf({ type, family, options }: IpSet): string {
  const { netmask, markMask, timeout, counters, comment, skbInfo, initialValue } = options;
  const storage = storageOf(type);
  const parts = [
    ...(storage === "bitmap" ? [`range ${rangeText(options.range)}`] : []),
    ...(storage === "list" ? [`size ${options.size}`] : []),
    ...(storage !== "hash"
      ? []
      : [
          ...(type === "hash:mac" ? [] : [`family ${family === "ipv6" ? "inet6" : "inet"}`]),
          ...(markMask === null ? [] : [`markmask 0x${markMask.toString(16).padStart(8, "0")}`]),
          `hashsize ${options.hashSize} maxelem ${options.maxElements}`,
        ]),
    ...(netmask === null ? [] : [`netmask ${netmask}`]),
    ...(timeout === null ? [] : [`timeout ${timeout}`]),
    ...(counters ? ["counters"] : []),
    ...(comment ? ["comment"] : []),
    ...(skbInfo ? ["skbinfo"] : []),
    ...(storage === "hash" ? [`bucketsize ${options.bucketSize}`] : []),
    ...(storage === "hash" && initialValue !== null
      ? [`initval 0x${initialValue.toString(16).padStart(8, "0")}`]
      : []),
  ];
  return parts.join(" ");
}

function rangeText(range: IpSet["options"]["range"]): string {
  return range === null ? "" : `${range.first}-${range.last}`;
}

function alive({ type, entries }: IpSet, now: number): readonly SetEntry[] {
  const left = entries.filter(({ timeout }) => timeout === null || now < timeout * 1_000_000);
  return storageOf(type) === "bitmap" ? [...left].sort(byFirst) : left;
}

function byFirst({ elements: [a] }: SetEntry, { elements: [b] }: SetEntry): number {
  if (a?.kind === "port" && b?.kind === "port") return a.port - b.port;
  if (a?.kind !== "address" || b?.kind !== "address") return 0;
  const [left, right] = [a.prefix.base, b.prefix.base].map((base) =>
    base.split(".").reduce((number, part) => number * 256 + Number(part), 0),
  );
  return (left ?? 0) - (right ?? 0);
}

function entryText(entry: SetEntry, { options }: IpSet, now: number): string {
  const { timeout, packets, bytes, comment, skbInfo, noMatch } = entry;
  const left = timeout === null ? 0 : Math.floor(timeout - now / 1_000_000);
  const parts = [
    entry.elements
      .map(elementText)
      .filter((text) => text !== "")
      .join(","),
    ...(options.timeout === null ? [] : [`timeout ${left}`]),
    ...(noMatch ? ["nomatch"] : []),
    ...(options.counters ? [`packets ${packets} bytes ${bytes}`] : []),
    ...(comment === null || comment === "" ? [] : [`comment "${comment}"`]),
    ...(skbInfo === "" ? [] : [skbInfo]),
  ];
  return parts.join(" ");
}

function elementText(element: SetElement): string {
  switch (element.kind) {
    case "address":
      return element.prefix.length === widthOf(element.prefix.family)
        ? element.prefix.base
        : element.isNet
          ? formatPrefix(element.prefix)
          : element.prefix.base;
    case "port":
      return printPort(element);
    case "device":
      return element.isPhysical ? `physdev:${element.name}` : element.name;
    case "mac":
      return element.address.toUpperCase();
    case "mark":
      return `0x${element.mark.toString(16).padStart(8, "0")}`;
    case "set":
      return element.name;
  }
}
