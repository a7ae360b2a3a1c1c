import { fallthroughZones, readZones } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  noArguments,
  remainingArguments,
  wrong,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { parseGoInteger, readDuration } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { joinPath, NO_FILES, readFile } from "../../files.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { Draft, Overlooked, SetupBlock, SetupDone } from "../../plugin.js";
import { createHosts } from "./handler.js";
import { plainAddress, readHosts } from "./hosts-map.js";

/** Reads `hosts [FILE [ZONES…]] { … }` (coredns plugin/hosts/setup.go). */
export function setupHosts(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const options: Draft<Options> = {
    ttl: 3600,
    reverse: true,
    fallthrough: [],
    fallsThroughTypes: false,
    inline: [],
    overlooked: [],
  };
  let [path, zones, line]: [string, readonly string[], number | null] = [
    "/etc/hosts",
    block.zones,
    null,
  ];
  while (advance(directive)) {
    if (line !== null) return wrong(directive, ONLY_ONCE);
    line = current(directive)?.line ?? 0;
    const [file, ...words] = remainingArguments(directive);
    if (file !== undefined) path = joinPath(block.root ?? "", file);
    if (words.length > 0) zones = readZones(words);
    while (advanceInBlock(directive)) {
      const mistake = readOption(directive, options);
      if (mistake !== null) return mistake;
    }
  }
  if (options.fallsThroughTypes && options.fallthrough.length === 0)
    return wrongHere(directive, "fallthrough_unsupported requires fallthrough");
  const { inline, reverse, overlooked, ...answers } = options;
  const file = readFile(block.files ?? NO_FILES, path) ?? "";
  const maps = [file, inline.join("\n")].map((text) => readHosts(text, { zones, reverse }));
  const part = { line: line ?? 0, start: () => createHosts({ ...answers, zones, maps }) };
  return { kind: "done", parts: [part], unsupported: [], overlooked };
}

/** The words that a line of the block may begin with, beside an address. */
const OPTIONS = ["fallthrough", "fallthrough_unsupported", "no_reverse", "ttl", "reload"];

interface Options {
  readonly ttl: number;
  readonly reverse: boolean;
  readonly fallthrough: readonly string[];
  readonly fallsThroughTypes: boolean;
  readonly inline: readonly string[];
  readonly overlooked: readonly Overlooked[];
}

function readOption(directive: Dispenser, options: Draft<Options>): Mistake | null {
  const option = currentText(directive);
  switch (option) {
    case "fallthrough": {
      const words = remainingArguments(directive);
      options.fallthrough = fallthroughZones(words);
      return null;
    }
    case "fallthrough_unsupported":
      options.fallsThroughTypes = true;
      return noArguments(directive);
    case "no_reverse":
      options.reverse = false;
      return null;
    case "ttl":
      return readTtl(directive, options);
    case "reload":
      return checkReload(directive);
    default: {
      // After `fallthrough` nothing is taken for a line of the file any more.
      if (options.fallthrough.length > 0)
        return wrongHere(directive, `unknown property '${option}'`);
      const token = current(directive);
      const names = remainingArguments(directive);
      options.inline = [...options.inline, [option, ...names].join(" ")];
      if (plainAddress(option) === null || names.length === 0)
        options.overlooked = [...options.overlooked, { token, known: OPTIONS }];
      return null;
    }
  }
}

function readTtl(directive: Dispenser, options: Draft<Options>): Mistake | null {
  const [text] = remainingArguments(directive);
  if (text === undefined) return wrongHere(directive, "ttl needs a time in second");
  const ttl = parseGoInteger(text);
  if (ttl === null) return wrongHere(directive, "ttl needs a number of second");
  if (ttl <= 0 || ttl > 65_535) return wrongHere(directive, "ttl provided is invalid");
  options.ttl = ttl;
  return null;
}

// A scenario's files do not change, so that reading them again finds the same.
function checkReload(directive: Dispenser): Mistake | null {
  const [text, ...rest] = remainingArguments(directive);
  if (text === undefined || rest.length > 0)
    return wrongHere(directive, "reload needs a duration (zero seconds to disable)");
  const duration = readDuration(text);
  if (!duration.ok) return wrongHere(directive, `invalid duration for reload '${text}'`);
  return duration.value < 0
    ? wrongHere(directive, `invalid negative duration for reload '${text}'`)
    : null;
}
