import { advance, advanceOnLine, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readZones } from "../../corefile/block-key.js";
import { readServers } from "../../corefile/host-port.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { checkTlsArguments } from "../../corefile/tls-argument.js";
import { NO_FILES } from "../../files.js";
import { notSimulated } from "../../not-simulated.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";

const MOST_SERVERS = 15;
const POLICIES = ["random", "round_robin", "sequential"];

/** Reads `grpc FROM TO… { … }` (coredns plugin/grpc/setup.go). */
export function setupGrpc(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  let count: number | null = null;
  while (advance(directive)) {
    if (count !== null) return wrong(directive, ONLY_ONCE);
    const read = readStanza(directive, block);
    if (isMistake(read)) return read;
    count = read;
  }
  if (count !== null && count > MOST_SERVERS) {
    return wrong(directive, `more than ${MOST_SERVERS} TOs configured: ${count}`);
  }
  return notSimulated(directive, "grpc");
}

// The number of servers.
function readStanza(directive: Dispenser, block: SetupBlock): number | Mistake {
  const from = nextArgument(directive);
  if (isMistake(from)) return from;
  if (readZones([from]).length === 0) return wrong(directive, `unable to normalize '${from}'`);
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  const servers = readServers(words, block.files ?? NO_FILES);
  if (!servers.ok) return wrong(directive, servers.error);
  while (advanceInBlock(directive)) {
    const mistake = checkOption(directive, block);
    if (mistake !== null) return mistake;
  }
  return servers.value.length;
}

function checkOption(directive: Dispenser, block: SetupBlock): Mistake | null {
  const option = currentText(directive);
  switch (option) {
    case "except":
      return remainingArguments(directive).length === 0 ? wrongArguments(directive) : null;
    case "tls": {
      const words = remainingArguments(directive);
      return words.length > 3
        ? wrongArguments(directive)
        : checkTlsArguments(directive, words, block);
    }
    case "tls_servername":
      return advanceOnLine(directive) ? null : wrongArguments(directive);
    case "policy": {
      if (!advanceOnLine(directive)) return wrongArguments(directive);
      const policy = currentText(directive);
      return POLICIES.includes(policy) ? null : wrongHere(directive, `unknown policy '${policy}'`);
    }
    case "fallthrough":
      remainingArguments(directive);
      return null;
    default:
      return wrongHere(directive, `unknown property '${option}'`);
  }
}
