import { fill } from "../../../message/fill.js";
import type { ConnectionEntry } from "../../../trace/event/netfilter-event.js";
import type { DeviceHeader, ForwardingEntry, NeighbourEntry } from "../../../trace/host-tables.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { TraceState } from "../../../trace/state.js";
import { nameOf, tupleText } from "../../naming.js";
import { focusOf } from "../focus.js";
import type { ViewInput } from "../input.js";
import { balancedSections } from "./balanced-sections.js";
import { compared } from "./compared.js";
import type { Section } from "./section.js";

/** The host that a step is about. */
export function hostInFocus(input: ViewInput): NamespaceId | null {
  const about = input.trace.events[input.step.about];
  const packet = focusOf(input);
  if (about !== undefined && about.packet === null && about.namespace !== null) {
    return about.namespace;
  }
  return (
    packet?.place.namespace ??
    about?.namespace ??
    input.after.request?.namespace ??
    input.trace.header.namespaces[0]?.id ??
    null
  );
}

/** The tables of a host at a step: conntrack always, others where they hold something or were changed. */
export function sectionsOf(input: ViewInput, host: NamespaceId): readonly Section[] {
  const { words, before, after, trace } = input;
  const namespace = nameOf(trace.header, host);
  const table = <Row>(
    key: "neighbours" | "forwardings" | "devices" | "routing",
    rows: (state: TraceState) => readonly Row[],
    idOf: (row: Row) => string,
    textOf: (row: Row) => string,
  ): Section => ({
    key,
    title: fill(words[`table-${key}`], { namespace }),
    entries: compared(rows(before), rows(after), idOf, (row) => ({ head: textOf(row), note: "" })),
    empty: null,
  });
  const sections = [
    ...balancedSections(input, host),
    connections(input, host),
    table(
      "neighbours",
      (state) => state.tables[host]?.neighbours ?? [],
      ({ address, device }) => `${device} ${address}`,
      neighbourText,
    ),
    table(
      "forwardings",
      (state) => (state.tables[host]?.forwardings ?? []).filter(({ permanent }) => !permanent),
      ({ mac, device, destination }) => `${mac} ${device} ${destination ?? ""}`,
      forwardingText,
    ),
    changedOnly(
      table(
        "devices",
        (state) => state.tables[host]?.devices ?? [],
        ({ name }) => name,
        deviceText,
      ),
    ),
    changedOnly(
      table(
        "routing",
        (state) => state.tables[host]?.routes ?? [],
        ({ table: of, text }) => `${of} ${text}`,
        ({ table: of, text }) => (of === "main" ? text : `${text} table ${of}`),
      ),
    ),
  ];
  return sections.filter(({ entries, empty }) => entries.length > 0 || empty !== null);
}

function connections(
  { words, before, after, trace, ...rest }: ViewInput,
  host: NamespaceId,
): Section {
  const packet = focusOf({ words, before, after, trace, ...rest });
  const own = packet?.pass?.namespace === host ? (packet.pass.connection?.id ?? null) : null;
  const rows = (state: TraceState): readonly (readonly [string, ConnectionEntry])[] =>
    Object.entries(state.connections[host] ?? {});
  const namespace = nameOf(trace.header, host);
  const entries = compared(
    rows(before),
    rows(after),
    ([id]) => id,
    ([, entry]) => ({
      head: stateText(entry),
      note: entry.confirmed
        ? fill(words["seconds-left"], { seconds: secondsLeft(entry, after.at) })
        : words.unconfirmed,
      lines: [
        { label: words["expects-original"], text: tupleText(entry.original) },
        { label: words["expects-reply"], text: tupleText(entry.reply) },
      ],
    }),
  ).map((entry) => ({ ...entry, isOwn: entry.key === String(own) }));
  return {
    key: "connections",
    title: fill(words.connection, { namespace }),
    entries: [...entries].sort((a, b) => Number(b.isOwn) - Number(a.isOwn)),
    empty: words["no-connections"],
  };
}

/** What conntrack -L calls the entry: protocol, state, translation and marks. */
function stateText({
  protocol,
  protocolState,
  status,
  seenReply,
  assured,
  mark,
}: ConnectionEntry): string {
  return [
    protocol,
    protocolState ?? "",
    ...status,
    seenReply ? "" : "[UNREPLIED]",
    assured ? "[ASSURED]" : "",
    mark === 0 ? "" : `mark=${mark}`,
  ]
    .filter((word) => word !== "")
    .join(" ");
}

function secondsLeft({ expiresAt }: ConnectionEntry, now: number): number {
  return Math.max(0, Math.ceil((expiresAt - now) / 1_000_000));
}

function neighbourText({ address, device, mac, state }: NeighbourEntry): string {
  return `${address} dev ${device}${mac === null ? "" : ` lladdr ${mac}`} ${state}`;
}

function forwardingText({ mac, device, master, destination }: ForwardingEntry): string {
  const to = destination === null ? "" : ` dst ${destination}`;
  return `${mac} dev ${device}${to}${master === null ? "" : ` master ${master}`}`;
}

function deviceText({ name, kind, addresses, master, up, details }: DeviceHeader): string {
  return [
    name,
    kind,
    up ? "UP" : "DOWN",
    ...(master === null ? [] : [`master ${master}`]),
    ...addresses,
    details,
  ]
    .filter((word) => word !== "")
    .join(" ");
}

function changedOnly(section: Section): Section {
  const entries = section.entries.filter(({ change }) => change !== "none");
  return { ...section, entries };
}
