import { isInZone } from "../../../packet/dns-name.js";
import { zonesOrKeys } from "../../corefile/block-key.js";
import { advance, advanceOnLine, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readInteger } from "../../corefile/go-value.js";
import { readKeyFiles } from "../../corefile/key-file.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { notSimulated } from "../../not-simulated.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";

/** Reads `dnssec [ZONES…] { … }` (coredns plugin/dnssec/setup.go). */
export function setupDnssec(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const owners: string[] = [];
  let zones: readonly string[] | null = null;
  while (advance(directive)) {
    if (zones !== null) return wrong(directive, ONLY_ONCE);
    zones = zonesOrKeys(remainingArguments(directive), block.zones);
    while (advanceInBlock(directive)) {
      const read = readOption(directive, block);
      if (isMistake(read)) return read;
      owners.push(...read);
    }
  }
  const stranger = owners.find((owner) => zones?.some((zone) => isInZone(zone, owner)) !== true);
  if (stranger !== undefined) {
    // CoreDNS tells the number of the key, too, which is computed from what the file holds.
    return wrong(directive, `key ${stranger} can not sign any of the zones`);
  }
  return notSimulated(directive, "dnssec");
}

// The names whose keys were read.
function readOption(directive: Dispenser, block: SetupBlock): readonly string[] | Mistake {
  const option = currentText(directive);
  if (option === "key") return readKeyFiles(directive, block);
  if (option !== "cache_capacity") return wrongHere(directive, `unknown property '${option}'`);
  if (!advanceOnLine(directive)) return wrongArguments(directive);
  const capacity = readInteger(currentText(directive));
  return capacity.ok ? [] : wrong(directive, capacity.error);
}
