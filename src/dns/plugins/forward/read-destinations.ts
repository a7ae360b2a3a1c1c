import { parseAddress } from "../../../base/address.js";
import { splitTransport } from "../../corefile/block-key.js";
import type { Token } from "../../corefile/corefile.js";
import { wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { splitHostPort } from "../../corefile/go-value.js";
import { isMistake, mistakeAt } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { lookUpHost } from "./look-up-host.js";
import { isUpstreamTransport } from "./options.js";
import type { Destination, ResolvConfServers } from "./options.js";
import { readDestination } from "./read-destination.js";
import type { ReadDestination } from "./read-destination.js";
import type { Reading } from "./read-option.js";
import { formatServer, splitServerName } from "./server-address.js";

const MOST_DESTINATIONS = 15;

/** Reads all TOs, looks the names of hosts up, and keeps each address once (coredns plugin/forward/setup.go: parseStanza). */
export function readDestinations(
  directive: Dispenser,
  words: readonly string[],
  reading: Reading,
): readonly Destination[] | Mistake {
  const pathed = words.find((word) => {
    const { transport, rest } = splitTransport(word);
    return transport === "https" && rest.includes("/");
  });
  if (pathed !== undefined) {
    const reason =
      "paths are not allowed in HTTPS upstream addresses (the /dns-query path is used by default)";
    return wrong(directive, `${reason}: ${pathed}`);
  }
  const entries = classify(directive, words, reading);
  if (isMistake(entries)) return entries;
  const found = new Map<string, Destination>();
  let isUnknown = false;
  for (const entry of entries) {
    const texts = addressesOf(entry, reading);
    if (isMistake(texts)) return texts;
    isUnknown ||= texts === "unknown";
    if (entry.read.kind === "resolv-conf") found.set(entry.word, entry.read);
    for (const text of texts === "unknown" ? [] : texts) {
      const key = splitTransport(splitServerName(text).host).rest;
      if (found.has(key)) continue;
      const server = serverOf(directive, text, reading);
      if (isMistake(server)) return server;
      found.set(key, server);
    }
  }
  if (found.size === 0 && !isUnknown) {
    return wrong(directive, "no valid upstream addresses found");
  }
  if (entries.length > MOST_DESTINATIONS) {
    return wrong(directive, `more than ${MOST_DESTINATIONS} TOs configured: ${entries.length}`);
  }
  return [...found.values()];
}

/** A TO as written and as read. */
interface Entry {
  readonly word: string;
  readonly token: Token | null;
  readonly read: Exclude<ReadDestination, { readonly kind: "wrong" }>;
}

// A file without servers counts as nothing. All words are read before the first name is looked up.
function classify(
  directive: Dispenser,
  words: readonly string[],
  { files }: Reading,
): readonly Entry[] | Mistake {
  const entries: Entry[] = [];
  const tokens = new Map(directive.tokens.toReversed().map((token) => [token.text, token]));
  for (const word of words) {
    const token = tokens.get(word) ?? null;
    const read = readDestination(word, files);
    if (read.kind === "wrong") return mistakeAt(token, read.text);
    if (read.kind !== "resolv-conf" || hasServers(read)) entries.push({ word, token, read });
  }
  return entries;
}

function hasServers({ servers }: ResolvConfServers): boolean {
  return servers === "own" || servers.length > 0;
}

// The addresses of a TO in CoreDNS's spelling. Where nothing is known of the world beyond, no name is guessed at.
function addressesOf(
  { word, token, read }: Entry,
  { unsupported, resolvers, outside }: Reading,
): readonly string[] | "unknown" | Mistake {
  if (read.kind === "resolv-conf") return [];
  if (read.kind === "address") return [read.text];
  if (outside === null) {
    unsupported.push({ feature: `forward: ${word}`, token });
    return "unknown";
  }
  const { name, ...server } = read.host;
  const looked = lookUpHost(name, resolvers, outside);
  if (looked.ok) return looked.value.map((address) => formatServer({ ...server, address }));
  return mistakeAt(token, `failed to resolve ${JSON.stringify(name)}: ${looked.error}`);
}

function serverOf(
  directive: Dispenser,
  text: string,
  { unsupported, tlsServerName }: Reading,
): Destination | Mistake {
  const { host, zone } = splitServerName(text);
  const { transport, rest } = splitTransport(host);
  const split = splitHostPort(rest);
  const address = split.ok ? parseAddress(split.value.host) : null;
  if (!isUpstreamTransport(transport) || !split.ok || address === null) {
    const reason = `'${transport}' is not supported as a destination protocol in forward: ${host}`;
    return wrong(directive, reason);
  }
  const feature = `forward: ${transport}`;
  // Once is enough.
  if (transport !== "dns" && !unsupported.some((one) => one.feature === feature)) {
    const token = directive.tokens.find((one) => one.text.startsWith(`${transport}://`)) ?? null;
    unsupported.push({ feature, token });
  }
  if (transport === "tls" && zone !== "" && tlsServerName !== "") {
    const reason = `both forward ('${tlsServerName}') and proxy level ('${zone}') TLS servernames are set for upstream proxy '${host}'`;
    return wrong(directive, reason);
  }
  return { kind: "server", transport, address, port: Number(split.value.port) };
}
