import type { Effects } from "../base/effect.js";
import type { Answer, Handler, Visit } from "./chain.js";
import type { Dispenser } from "./corefile/dispenser.js";
import type { DnsNeed } from "./effect.js";
import type { SetupDone } from "./plugin.js";

/** A directive that is right, of a plugin that is not built: it has its place in the chain, where the walk ends. */
export function notSimulated(directive: Dispenser, plugin: string): SetupDone {
  const token = directive.tokens[0] ?? null;
  const part = { line: token?.line ?? 0, start: () => stopAt(plugin) };
  return { kind: "done", parts: [part], unsupported: [{ feature: plugin, token }] };
}

/** A plugin that is not built: what it would have done is not guessed, and the walk ends with it. */
export function stopAt(plugin: string): Handler {
  return function* stop(visit: Visit): Effects<DnsNeed, Answer> {
    return yield* visit.fail("SERVFAIL", `not simulated: plugin/${plugin}`);
  };
}
