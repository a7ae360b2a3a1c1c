import { readZones, splitTransport } from "../../corefile/block-key.js";
import { advance, current } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrong,
  wrongArguments,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { formatDuration } from "../../corefile/go-value.js";
import { isMistake, mistakeAt } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NO_FILES } from "../../files.js";
import type { Draft, PluginPart, SetupBlock, SetupDone, Unsupported } from "../../plugin.js";
import { createForward } from "./handler.js";
import { DEFAULTS } from "./options.js";
import type { Destination, ForwardOptions } from "./options.js";
import { readDestination } from "./read-destination.js";
import { readOption } from "./read-option.js";
import type { Reading } from "./read-option.js";

const MOST_DESTINATIONS = 15;

/** Reads every `forward FROM TO… { … }` of a block (coredns plugin/forward/setup.go); each is a place in the chain. */
export function setupForward(
  directive: Dispenser,
  { files = NO_FILES }: SetupBlock,
): SetupDone | Mistake {
  const parts: PluginPart[] = [];
  const unsupported: Unsupported[] = [];
  while (advance(directive)) {
    const line = current(directive)?.line ?? 0;
    const options = readStanza(directive, { unsupported, files });
    if (isMistake(options)) return options;
    parts.push({ line, start: (world) => createForward(options, world) });
  }
  return { kind: "done", parts, unsupported };
}

function readStanza(
  directive: Dispenser,
  { unsupported, files }: Pick<Reading, "unsupported" | "files">,
): ForwardOptions | Mistake {
  const options: Draft<ForwardOptions> = { ...DEFAULTS };
  const from = nextArgument(directive);
  if (isMistake(from)) return from;
  const [zone] = readZones([from]);
  if (zone === undefined) return wrong(directive, `unable to normalize '${from}'`);
  options.from = zone;
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  const reading: Reading = { unsupported, files, expire: 10, maxAge: 0, tlsServerName: "" };
  while (advanceInBlock(directive)) {
    const mistake = readOption(directive, options, reading);
    if (mistake !== null) return mistake;
  }
  if (reading.maxAge > 0 && reading.maxAge < reading.expire) {
    const [age, expire] = [formatDuration(reading.maxAge), formatDuration(reading.expire)];
    return wrong(directive, `max_age (${age}) must not be less than expire (${expire})`);
  }
  const to = readDestinations(directive, words, reading);
  if (isMistake(to)) return to;
  return { ...options, to };
}

function readDestinations(
  directive: Dispenser,
  words: readonly string[],
  { unsupported, files, tlsServerName }: Reading,
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
  const found = new Map<string, Destination>();
  let hasUnresolved = false;
  for (const word of words) {
    const destination = readDestination(word, files);
    const token = directive.tokens.find(({ text }) => text === word) ?? null;
    if (destination.kind === "wrong") return mistakeAt(token, destination.text);
    if (destination.kind === "unresolved") {
      hasUnresolved = true;
      unsupported.push({ feature: `forward: ${word}`, token });
      continue;
    }
    if (destination.kind === "server" && destination.transport !== "dns") {
      unsupported.push({ feature: `forward: ${destination.transport}`, token });
      const name = word.split("%")[1]?.replace(/:.*$/, "");
      if (destination.transport === "tls" && name !== undefined && tlsServerName !== "") {
        const host = `tls://${word.slice("tls://".length).replace(/%[^:]*/, "")}`;
        const reason = `both forward ('${tlsServerName}') and proxy level ('${name}') TLS servernames are set for upstream proxy '${host}'`;
        return wrong(directive, reason);
      }
    }
    const key = destination.kind === "server" ? `${destination.address} ${destination.port}` : word;
    if (!found.has(key)) found.set(key, destination);
  }
  if (words.length > MOST_DESTINATIONS) {
    return wrong(directive, `more than ${MOST_DESTINATIONS} TOs configured: ${words.length}`);
  }
  const isNone = [...found.values()].every((destination) => {
    return destination.kind === "resolv-conf" && destination.servers.length === 0;
  });
  if (isNone && !hasUnresolved) return wrong(directive, "no valid upstream addresses found");
  return [...found.values()];
}
