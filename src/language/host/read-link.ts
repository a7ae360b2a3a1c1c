import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { hash } from "../../base/random.js";
import type { Said } from "../../cluster/declaration.js";
import type { LanPort, LinkDeclaration } from "../../cluster/topology/topology.js";
import { LONGEST_DEVICE_NAME } from "../../cluster/topology/tool-value.js";
import type { Statement, Word } from "../syntax.js";
import { headSpanOf } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import { readWords } from "../word-reader.js";
import { readDeviceName } from "./device-word.js";
import { withDevice } from "./host-draft.js";
import type { HostDraft } from "./host-draft.js";
import { withPort } from "./read-bridge.js";

/** Hosts by their names, in the order written. */
export type Hosts = ReadonlyMap<string, HostDraft>;

/** The network that a cluster's nodes are on, as an end of a cable. */
const LAN = "nodes";

/** What a cable joins: two devices, or a device and the network of the nodes. */
export interface ReadLink {
  readonly hosts: Hosts;
  readonly link: LinkDeclaration | null;
  readonly lanPort: LanPort | null;
}

/**
 * Reads `link red.eth0 router.eth0`, `link red.veth-red v-net-0` or `link red.eth0 nodes`: makes the devices that are
 * missing, and ports of bridges.
 */
export function readLink(
  statement: Statement,
  { hosts, hasLan }: { readonly hosts: Hosts; readonly hasLan: boolean },
  report: Report,
): ReadLink {
  const words = readWords(statement, report);
  const given = [words.take("HOST.DEVICE"), words.take("HOST.DEVICE")];
  words.end();
  const isLan = (word: Word | null | undefined): boolean =>
    hasLan && word?.text === LAN && !word.quoted && !isBridge(LAN, hosts);
  const lan = given.findIndex(isLan);
  if (lan !== -1) return readLanPort(statement, given[1 - lan] ?? null, hosts, report);
  const [first, second] = given.map((word) => word && findEnd(word, hosts, report));
  if (first == null || second == null) return { hosts, link: null, lanPort: null };
  if (first.device !== null && first.host === second.host) {
    const name = first.device.value;
    if (name === second.device?.value) {
      report(errorAt(second.device.span, "link-to-itself", { name, host: first.host }));
      return { hosts, link: null, lanPort: null };
    }
  }
  const [a, b] = [named(first, second, hosts), named(second, first, hosts)];
  const plugged = plug(plug(hosts, a, report), b, report);
  if (plugged === null) return { hosts, link: null, lanPort: null };
  const ends = [
    { host: a.host, device: a.device.value },
    { host: b.host, device: b.device.value },
  ] as const;
  return { hosts: plugged, link: { ends, span: headSpanOf(statement) }, lanPort: null };
}

function readLanPort(
  statement: Statement,
  word: Word | null,
  hosts: Hosts,
  report: Report,
): ReadLink {
  const end = word && findEnd(word, hosts, report);
  if (end === null) return { hosts, link: null, lanPort: null };
  const far: End = { host: LAN, device: null, bridge: null };
  const near = named(end, far, hosts);
  const plugged = plug(hosts, near, report);
  if (plugged === null) return { hosts, link: null, lanPort: null };
  const { host, device } = near;
  const lanPort = { host, device: device.value, span: headSpanOf(statement) };
  return { hosts: plugged, link: null, lanPort };
}

/** What an end of a cable names: a device, or a bridge that gets a port for it. */
interface End {
  readonly host: string;
  readonly device: Said<string> | null;
  readonly bridge: Said<string> | null;
}

function findEnd(word: Word, hosts: Hosts, report: Report): End | null {
  const { text, span } = word;
  const bridge = findBridge(text, hosts);
  if (bridge.length === 1 && bridge[0] !== undefined)
    return { host: bridge[0], device: null, bridge: { value: text, span } };
  if (bridge.length > 1) {
    const expected = bridge.map((host) => `${host}.${text}`);
    report(errorAt(span, "ambiguous-bridge", { name: text, expected }));
    return null;
  }
  const host = [...hosts.keys()]
    .filter((name) => text.startsWith(`${name}.`))
    .sort((one, other) => other.length - one.length)[0];
  if (host !== undefined) {
    const start = span.start + (word.quoted ? 1 : 0) + host.length + 1;
    const inner = { ...word, text: text.slice(host.length + 1), span: { ...span, start } };
    const device = readDeviceName(inner, report);
    if (device === null) return null;
    const isBridge = hosts.get(host)?.devices.get(device.value)?.link?.kind === "bridge";
    return isBridge ? { host, device: null, bridge: device } : { host, device, bridge: null };
  }
  if (hosts.has(text)) {
    const expected = [`${text}.eth0`];
    report(errorAt(span, "link-without-device", { host: text, expected }));
    return null;
  }
  const [head = ""] = text.split(".");
  const near = nearParameters(text.includes(".") ? head : text, [
    ...hosts.keys(),
    ...bridgeNames(hosts),
  ]);
  report(errorAt(span, "unknown-host", { name: text.includes(".") ? head : text, ...near }));
  return null;
}

/** The hosts with a bridge of this name. */
function findBridge(name: string, hosts: Hosts): readonly string[] {
  return [...hosts.values()]
    .filter(({ devices }) => devices.get(name)?.link?.kind === "bridge")
    .map((host) => host.name.value);
}

function isBridge(name: string, hosts: Hosts): boolean {
  return findBridge(name, hosts).length > 0;
}

function bridgeNames(hosts: Hosts): readonly string[] {
  return [...hosts.values()].flatMap(({ devices }) =>
    [...devices.values()].filter(({ link }) => link?.kind === "bridge").map(({ name }) => name),
  );
}

type NamedEnd = End & { readonly device: Said<string> };

/** A port is called after the device at the other end: `veth-red` leads to `veth-red-br`, any other device of `red` to `veth-red`. */
function named(end: End, other: End, hosts: Hosts): NamedEnd {
  const { device, bridge } = end;
  if (device !== null) return { ...end, device };
  const devices = hosts.get(end.host)?.devices ?? new Map<string, never>();
  const far = other.device?.value ?? other.bridge?.value ?? "";
  const wanted = far.startsWith("veth") ? `${far}-br` : `veth-${other.host}`;
  const isFree = (name: string): boolean => {
    const known = devices.get(name);
    return known === undefined || (known.link === null && known.master?.value === bridge?.value);
  };
  const drawn = (again: number): string =>
    `veth${hash(`port ${end.host} ${other.host} ${far} ${again}`).toString(16).padStart(8, "0")}`;
  let name = wanted;
  // From a number that no port before has begun with, so that very many ports take no search.
  for (let again = devices.size; name.length > LONGEST_DEVICE_NAME || !isFree(name); again++)
    name = drawn(again);
  return {
    ...end,
    device: { value: name, span: bridge?.span ?? { source: "", start: 0, end: 0 } },
  };
}

function plug(
  hosts: Hosts | null,
  { host, device, bridge }: NamedEnd,
  report: Report,
): Hosts | null {
  const known = hosts?.get(host);
  if (hosts === null || known === undefined) return null;
  const { value: name, span } = device;
  const before = known.devices.get(name);
  const isOther = before?.link != null && before.link.kind !== "ethernet";
  if (before?.plugged === true || isOther) {
    report(errorAt(span, "device-taken", { name, host }));
    return null;
  }
  const made = withDevice(known, device, { link: { kind: "ethernet" }, plugged: true });
  const owner = bridge ?? bridgeOfSwitch(made, device, report);
  const isPort = owner === null || made.devices.get(name)?.master?.value === owner.value;
  return new Map(hosts).set(host, isPort ? made : withPort(made, device, owner, report));
}

/** The bridge that a switch's device joins: the one that has it already, else the only one; null where no port is wanted, or with a diagnostic. */
function bridgeOfSwitch(
  host: HostDraft,
  device: Said<string>,
  report: Report,
): Said<string> | null {
  const known = host.devices.get(device.value);
  const hasOwnUse = known?.master != null || (known?.addresses.length ?? 0) > 0;
  if (host.kind !== "switch" || hasOwnUse) return null;
  const bridges = [...host.devices.values()].filter(({ link }) => link?.kind === "bridge");
  const [only, ...others] = bridges;
  // A switch without any could not have one of its own name, which has been reported.
  if (only === undefined) return null;
  if (others.length === 0) return { value: only.name, span: device.span };
  const parameters = { name: device.value, host: host.name.value };
  const expected = bridges.map(({ name }) => `bridge ${name} { ports ${device.value} }`);
  report(errorAt(device.span, "port-without-bridge", { ...parameters, expected }));
  return null;
}
