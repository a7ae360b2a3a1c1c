import type { TraceEvent } from "../event/event.js";
import type { RuleSetHeader, TraceHeader } from "../header.js";
import type { HostTables } from "../host-tables.js";
import type { ListedRules } from "../listed-rules.js";
import type { NftablesHeader } from "../nftables-header.js";
import type { Trace } from "../trace.js";
import type { Fault } from "./shape.js";

/** What a trace's header declares, by which everything else names it. */
interface Names {
  readonly namespaces: ReadonlySet<string>;
  /** `namespace device`, and `segment` alone. */
  readonly devices: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

/** The first thing in a well-shaped trace that names something the header does not have; null where all is there. */
export function brokenReference({ header, events }: Trace): Fault | null {
  const names: Names = {
    namespaces: new Set(header.namespaces.map(({ id }) => id)),
    devices: new Set(
      [...devicesIn(header, events)].flatMap(({ id, devices }) =>
        devices.map(({ name }) => `${id} ${name}`),
      ),
    ),
    segments: new Set(header.segments.map(({ id }) => id)),
  };
  const inHeader = brokenInHeader(header, names);
  if (inHeader !== null) return inHeader;
  for (const [index, event] of events.entries()) {
    const expected = missingInEvent(event, header, names);
    if (expected !== null) return { path: `events[${index}]`, expected };
  }
  return null;
}

function brokenInHeader(header: TraceHeader, names: Names): Fault | null {
  for (const [index, { node, tables }] of header.namespaces.entries()) {
    const { devices } = tables;
    const path = `header.namespaces[${index}]`;
    if (node !== null && !names.namespaces.has(node)) {
      return { path: `${path}.node`, expected: "a namespace of the header" };
    }
    if (devices.some(({ segment }) => segment !== null && !names.segments.has(segment))) {
      return { path: `${path}.tables.devices`, expected: "segments of the header" };
    }
  }
  for (const [index, { ports }] of header.segments.entries()) {
    if (ports.some(({ namespace, device }) => !names.devices.has(`${namespace} ${device}`))) {
      return { path: `header.segments[${index}].ports`, expected: "devices of the header" };
    }
  }
  for (const [index, set] of header.ruleSets.entries()) {
    const path = `header.ruleSets[${index}]`;
    const expected = missingInRules(set, header, names);
    if (expected !== null) return { path, expected };
  }
  for (const [index, nftables] of (header.nftables ?? []).entries()) {
    const expected = missingInNftables(nftables, header, names);
    if (expected !== null) return { path: `header.nftables[${index}]`, expected };
  }
  return null;
}

function missingInNftables(
  { namespace, tables }: NftablesHeader,
  { texts }: TraceHeader,
  names: Names,
): string | null {
  if (!names.namespaces.has(namespace)) return "a namespace of the header";
  const isBroken = tables.some(
    ({ sets, chains }) =>
      sets.some(({ elements }) => elements.some((text) => text >= texts.length)) ||
      chains.some(
        ({ rules, listed }) =>
          rules.some((text) => text >= texts.length) || !areNumbers(listed, rules.length),
      ),
  );
  return isBroken ? "rules and elements that are texts of the header" : null;
}

function missingInRules(
  { namespace, tables }: RuleSetHeader,
  { texts }: TraceHeader,
  names: Names,
): string | null {
  if (!names.namespaces.has(namespace)) return "a namespace of the header";
  const chains = tables.flatMap((table) => table.chains);
  const isBroken = chains.some(
    ({ rules, owners, listed }) =>
      rules.some((text) => text >= texts.length) ||
      owners.length !== rules.length ||
      !areNumbers(listed, rules.length),
  );
  return isBroken ? "rules that are texts of the header" : null;
}

// The numbers of rules that are listed: as many, rising, and within the chain.
function areNumbers(listed: ListedRules | undefined, length: number): boolean {
  if (listed === undefined) return true;
  const { numbers, of } = listed;
  const isRising = numbers.every((number, place) => number > (numbers[place - 1] ?? 0));
  return numbers.length === length && isRising && (numbers.at(-1) ?? 0) <= of;
}

// A device may come while the play goes on; that it is there at the moment when an event names it is not checked.
function* devicesIn(
  { namespaces }: TraceHeader,
  events: readonly TraceEvent[],
): Iterable<{ readonly id: string; readonly devices: HostTables["devices"] }> {
  for (const { id, tables } of namespaces) yield { id, devices: tables.devices };
  for (const event of events) {
    if (event.kind === "tables-changed" && event.namespace !== null) {
      yield { id: event.namespace, devices: event.tables.devices ?? [] };
    }
  }
}

function missingInEvent(event: TraceEvent, header: TraceHeader, names: Names): string | null {
  if (event.namespace !== null && !names.namespaces.has(event.namespace)) {
    return "a namespace of the header";
  }
  if (event.kind === "chapter-started" && event.chapter >= header.chapters.length) {
    return "a chapter of the header";
  }
  if (event.kind === "note-shown" && event.note >= header.notes.length) {
    return "a note of the header";
  }
  if (event.kind === "block-chosen" || event.kind === "plugin-entered") {
    const isThere = event.block === null || event.block < header.dns.blocks.length;
    return isThere ? null : "a server block of the header";
  }
  if (event.kind === "rules-changed") return missingInRules(event.ruleSet, header, names);
  if (event.kind === "nftables-changed") return missingInNftables(event.nftables, header, names);
  if (event.kind === "device-left" || event.kind === "device-entered") {
    return missingPort(event.namespace ?? "", event.device, event.segment, names);
  }
  if (event.kind === "link-crossed") {
    const { fromNamespace, fromDevice, toDevice, segment, namespace } = event;
    return (
      missingPort(fromNamespace, fromDevice, segment, names) ??
      missingPort(namespace ?? "", toDevice, segment, names)
    );
  }
  return null;
}

function missingPort(
  namespace: string,
  device: string,
  segment: string,
  names: Names,
): string | null {
  // lo is plugged into nothing, and stands for its own segment.
  const isSegment = names.segments.has(segment) || segment === device;
  const isThere = isSegment && names.devices.has(`${namespace} ${device}`);
  return isThere ? null : "a device and a segment of the header";
}
