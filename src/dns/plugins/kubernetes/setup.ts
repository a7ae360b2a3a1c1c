import { zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrong, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { isReverse } from "../../corefile/reverse-zone.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { Draft, PluginPart, SetupBlock, SetupDone } from "../../plugin.js";
import { createKubernetes } from "./handler.js";
import { DEFAULTS } from "./options.js";
import type { KubernetesOptions } from "./options.js";
import { readOption } from "./read-option.js";

/** Reads `kubernetes [ZONES…] { … }` (coredns plugin/kubernetes/setup.go). */
export function setupKubernetes(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const options: Draft<KubernetesOptions> = { ...DEFAULTS };
  let line: number | null = null;
  while (advance(directive)) {
    if (line !== null) return wrong(directive, ONLY_ONCE);
    line = current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    options.zones = zonesOrKeys(words, block.zones);
    const primary = options.zones.find((zone) => !isReverse(zone));
    if (primary === undefined) return wrong(directive, "non-reverse zone name must be used");
    options.primaryZone = primary;
    const mistake = readBlock(directive, options);
    if (mistake !== null) return mistake;
  }
  const kept: KubernetesOptions = { ...options };
  const part: PluginPart = {
    line: line ?? 0,
    start: (world) => createKubernetes(kept, world),
  };
  return { kind: "done", parts: [part], unsupported: [] };
}

function readBlock(directive: Dispenser, options: Draft<KubernetesOptions>): Mistake | null {
  while (advanceInBlock(directive)) {
    const mistake = readOption(directive, options);
    if (mistake !== null) return mistake;
  }
  if (options.namespaces.length > 0 && options.namespaceLabels !== null) {
    return wrongHere(directive, "namespaces and namespace_labels cannot both be set");
  }
  for (const zone of options.multicluster) {
    if (options.zones.includes(zone)) continue;
    const known = options.zones.join(" ");
    const reason = `is not authoritative for the multicluster zone ${zone} (authoritative zones: [${known}])`;
    return wrongHere(directive, reason);
  }
  if (options.zonal && !options.endpoints) {
    return wrongHere(directive, "zonal requires the endpoint cache; remove noendpoints");
  }
  return null;
}
