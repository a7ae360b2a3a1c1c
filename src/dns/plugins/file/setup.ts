import { fallthroughZones, zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrong,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { joinPath, NO_FILES } from "../../files.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { isLoadError, loadZone } from "../../zone-file/load-zone.js";
import type { Zone } from "../../zone-file/zone.js";
import { createFile } from "./handler.js";

const DEFAULT_RELOAD = 60;

/** Reads every `file DBFILE [ZONES…] { … }` of a block (coredns plugin/file/setup.go); all their zones are one place in the chain. */
export function setupFile(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const { files = NO_FILES, root = "" } = block;
  const zones = new Map<string, Zone | null>();
  const options: FileOptions = { fallthrough: [], reload: DEFAULT_RELOAD };
  let missing: string | null = null;
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const name = nextArgument(directive);
    if (isMistake(name)) return name;
    const token = current(directive);
    const words = remainingArguments(directive);
    const path = joinPath(root, name);
    for (const origin of zonesOrKeys(words, block.zones)) {
      const loaded = loadZone(files, path, origin);
      // Once a file is missing, CoreDNS loads no other either.
      if (loaded === null) missing = path;
      if (missing === null && isLoadError(loaded))
        return { kind: "mistake", text: loaded.error, token };
      zones.set(origin, missing !== null || isLoadError(loaded) ? null : loaded);
    }
    const mistake = readBlock(directive, options);
    if (mistake !== null) return mistake;
  }
  if (missing !== null && options.reload === 0) {
    return wrong(directive, `plugin/file: open ${missing}: no such file or directory`);
  }
  const { fallthrough } = options;
  const part = { line: line ?? 0, start: () => createFile(zones, fallthrough) };
  return { kind: "done", parts: [part], unsupported: [] };
}

interface FileOptions {
  fallthrough: readonly string[];
  /** Seconds between two looks at the file; 0 for none. */
  reload: number;
}

function readBlock(directive: Dispenser, options: FileOptions): Mistake | null {
  while (advanceInBlock(directive)) {
    const option = currentText(directive);
    switch (option) {
      case "fallthrough": {
        const words = remainingArguments(directive);
        options.fallthrough = fallthroughZones(words);
        break;
      }
      case "reload": {
        const [text] = remainingArguments(directive);
        if (text === undefined) return wrong(directive, "reload duration value is expected");
        const duration = readDuration(text);
        if (!duration.ok) return wrong(directive, `plugin/file: ${duration.error}`);
        options.reload = duration.value;
        break;
      }
      case "reload_by_mtime":
        break;
      case "upstream":
        remainingArguments(directive);
        break;
      default:
        return wrongHere(directive, `unknown property '${option}'`);
    }
  }
  return null;
}
