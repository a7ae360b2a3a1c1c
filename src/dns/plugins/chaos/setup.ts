import { advance, current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import type { DnsWorld } from "../../world.js";
import { createChaos } from "./handler.js";
import { MAINTAINERS } from "./maintainers.js";

/** Reads `chaos [VERSION] [AUTHORS…]` (coredns plugin/chaos/setup.go). */
export function setupChaos(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const line = current(directive)?.line ?? 0;
  const [version = VERSION, ...named] = remainingArguments(directive);
  if (advanceInBlock(directive))
    return wrongHere(directive, `unknown property '${currentText(directive)}'`);
  const authors = named.length === 0 ? MAINTAINERS : [...new Set(named)].sort();
  const start = ({ hostName = "localhost" }: DnsWorld): ReturnType<typeof createChaos> =>
    createChaos({ version, authors, hostName });
  return { kind: "done", parts: [{ line, start }], unsupported: [] };
}

/** What CoreDNS calls itself (coredns coremain/version.go, 1.14.7). */
const VERSION = "CoreDNS-1.14.7";
