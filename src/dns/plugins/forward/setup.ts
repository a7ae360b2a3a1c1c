import { readZones } from "../../corefile/block-key.js";
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
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NO_FILES } from "../../files.js";
import type { Draft, PluginPart, SetupBlock, SetupDone, Unsupported } from "../../plugin.js";
import { createForward } from "./handler.js";
import { DEFAULTS } from "./options.js";
import type { ForwardOptions } from "./options.js";
import { readDestinations } from "./read-destinations.js";
import { readOption } from "./read-option.js";
import type { Reading } from "./read-option.js";

/** Reads every `forward FROM TO… { … }` of a block (coredns plugin/forward/setup.go); each is a place in the chain. */
export function setupForward(
  directive: Dispenser,
  { files = NO_FILES, host }: SetupBlock,
): SetupDone | Mistake {
  const parts: PluginPart[] = [];
  const unsupported: Unsupported[] = [];
  while (advance(directive)) {
    const line = current(directive)?.line ?? 0;
    const options = readStanza(directive, { unsupported, files, outside: host?.outside ?? null });
    if (isMistake(options)) return options;
    parts.push({ line, start: (world) => createForward(options, world) });
  }
  return { kind: "done", parts, unsupported };
}

function readStanza(
  directive: Dispenser,
  given: Pick<Reading, "unsupported" | "files" | "outside">,
): ForwardOptions | Mistake {
  const options: Draft<ForwardOptions> = { ...DEFAULTS };
  const from = nextArgument(directive);
  if (isMistake(from)) return from;
  const [zone] = readZones([from]);
  if (zone === undefined) return wrong(directive, `unable to normalize '${from}'`);
  options.from = zone;
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  const reading: Reading = { ...given, tlsServerName: "", resolvers: [] };
  while (advanceInBlock(directive)) {
    const mistake = readOption(directive, options, reading);
    if (mistake !== null) return mistake;
  }
  const { maxAge, expire } = options.idle;
  if (maxAge > 0 && maxAge < expire) {
    const [age, least] = [formatDuration(maxAge), formatDuration(expire)];
    return wrong(directive, `max_age (${age}) must not be less than expire (${least})`);
  }
  const to = readDestinations(directive, words, reading);
  if (isMistake(to)) return to;
  return { ...options, to };
}
