import type { ResolvConf } from "../../../cluster/resolv-conf.js";
import { normalZone, zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current } from "../../corefile/cursor.js";
import { remainingArguments, wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NO_FILES } from "../../files.js";
import type { PluginPart, SetupBlock, SetupDone } from "../../plugin.js";
import { readResolvConf } from "../../resolv-conf-file.js";
import { createAutopath } from "./handler.js";

/** Reads `autopath [ZONES…] RESOLV-CONF|@PLUGIN` (coredns plugin/autopath/setup.go). */
export function setupAutopath(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  let line: number | null = null;
  let zones: readonly string[] = [];
  let plugin: string | null = null;
  let file: ResolvConf | "own" | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    const source = words.at(-1);
    if (source === undefined) return wrong(directive, "no resolv-conf specified");
    if (source.startsWith("@")) plugin = source.slice(1);
    else {
      file = readResolvConf(block.files ?? NO_FILES, source);
      if (file === null) {
        const reason = `open ${source}: no such file or directory`;
        return wrong(directive, `failed to parse ${quoteGo(source)}: ${reason}`);
      }
    }
    const named = words.slice(0, -1);
    zones = zonesOrKeys(named, block.zones);
  }
  const offering = plugin;
  if (offering !== null && isOther(offering, block)) {
    const reason = `${offering} does not implement the AutoPather interface`;
    return wrong(directive, reason);
  }
  const conf = file;
  const part: PluginPart = {
    line: line ?? 0,
    start: ({ resolvConf }) => {
      const { search } = conf === "own" ? resolvConf : (conf ?? { search: [] });
      const own = conf === null ? [] : [...search.map(normalZone), ""];
      return createAutopath({ zones, search: own, plugin: offering });
    },
  };
  return { kind: "done", parts: [part], unsupported: [] };
}

// A plugin that the block does not have is passed over; another one knows no search paths.
function isOther(plugin: string, { plugins }: SetupBlock): boolean {
  return plugin !== "kubernetes" && plugin !== "erratic" && plugins?.has(plugin) === true;
}
