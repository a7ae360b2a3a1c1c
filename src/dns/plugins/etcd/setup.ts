import { advance, advanceOnLine, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { checkTlsArguments } from "../../corefile/tls-argument.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { notSimulated } from "../../not-simulated.js";

const LONGEST_TTL = 4_294_967_295;

/** Reads `etcd [ZONES…] { … }` (coredns plugin/etcd/setup.go). */
export function setupEtcd(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  advance(directive);
  remainingArguments(directive);
  while (advanceInBlock(directive)) {
    const mistake = checkOption(directive, block);
    if (mistake !== null) return mistake;
  }
  return notSimulated(directive, "etcd");
}

function checkOption(directive: Dispenser, block: SetupBlock): Mistake | null {
  const option = currentText(directive);
  switch (option) {
    case "stubzones":
    case "debug":
      return null;
    case "fallthrough":
    case "upstream":
      remainingArguments(directive);
      return null;
    case "path":
      return advanceOnLine(directive) ? null : wrongArguments(directive);
    case "endpoint":
      return remainingArguments(directive).length === 0 ? wrongArguments(directive) : null;
    case "tls":
      return checkTlsArguments(directive, remainingArguments(directive), block);
    case "credentials": {
      const count = remainingArguments(directive).length;
      if (count === 0) return wrongArguments(directive);
      const reason = "credentials requires 2 arguments, username and password";
      return count === 2 ? null : wrongHere(directive, reason);
    }
    case "min-lease-ttl":
    case "max-lease-ttl": {
      if (!advanceOnLine(directive)) return wrongArguments(directive);
      const fault = ttlFault(currentText(directive));
      return fault === null ? null : wrongHere(directive, `invalid ${option} value: ${fault}`);
    }
    default:
      return wrongHere(directive, `unknown property '${option}'`);
  }
}

function ttlFault(text: string): string | null {
  const word = text.trim();
  if (word === "") return null;
  const duration = readDuration(/^\d+$/.test(word) ? `${word}s` : word);
  if (!duration.ok) {
    return "invalid TTL format, use format like '30', '30s', '5m', '1h', or '2h30m'";
  }
  if (duration.value < 0) return "TTL must be non-negative";
  if (duration.value > LONGEST_TTL) return `TTL too large, maximum is ${LONGEST_TTL} seconds`;
  return null;
}
