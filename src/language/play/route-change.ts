import type { Change } from "../../cluster/change.js";
import type { Actor } from "../../cluster/actor.js";
import { readIpNeighbour } from "../../cluster/topology/read-neighbour.js";
import { readIpRoute, readRouteTarget } from "../../cluster/topology/read-route.js";
import { readIpRule } from "../../cluster/topology/read-rule.js";
import { readChoice } from "../value/name.js";
import type { WordReader } from "../word-reader.js";
import { readActor } from "./actor.js";
import type { PlayContext } from "./context.js";
import { hasDevice } from "./device-of.js";

/** Reads `route red add 10.1.0.0/16 via 10.0.0.2` and `route red delete default`; null with a diagnostic. */
export function readRouteChange(words: WordReader, context: PlayContext): Change | null {
  const { report } = context;
  const on = readActor(words, context);
  const verb = on && words.take("add, delete");
  const planned = ["replace", "change", "append", "flush"];
  const choice = verb && readChoice(verb, ["add", "delete", "del"] as const, report, planned);
  if (on === null || choice === null) return null;
  if (choice !== "add") return readBrokenRoute(on, words);
  const route = readIpRoute(words.list("PREFIX"), report);
  if (route === null) return null;
  const { hops, span } = route;
  const known = hops.every(
    ({ device }) => device === null || hasDevice(on, device, { span }, context),
  );
  return known ? { kind: "add-route", on, route } : null;
}

/** Reads the words behind `ip route delete`: which route of which table goes; null with a diagnostic. */
export function readBrokenRoute(on: Actor, words: WordReader): Change | null {
  const target = readRouteTarget(words.list("PREFIX"), words.report);
  return target && { kind: "delete-route", on, ...target };
}

/** Reads `rule red add pref 100 fwmark 0x1 lookup 100`; null with a diagnostic. */
export function readRuleChange(words: WordReader, context: PlayContext): Change | null {
  const on = readActor(words, context);
  const verb = on && words.take("add");
  const planned = ["delete", "del", "flush"];
  if (on === null || verb === null) return null;
  if (readChoice(verb, ["add"], context.report, planned) === null) return null;
  const rule = readIpRule(words.list("pref NUMBER …"), context.report);
  return rule && { kind: "add-routing-rule", on, rule };
}

/** Reads `neighbour red add 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0`; null with a diagnostic. */
export function readNeighbourChange(words: WordReader, context: PlayContext): Change | null {
  const { report } = context;
  const on = readActor(words, context);
  const verb = on && words.take("add");
  if (on === null || verb === null) return null;
  if (readChoice(verb, ["add", "replace"], report, ["delete", "del", "flush"]) === null)
    return null;
  const neighbour = readIpNeighbour(words.list("ADDRESS"), report);
  if (neighbour === null || !hasDevice(on, neighbour.device, neighbour, context)) return null;
  return { kind: "set-neighbour", on, neighbour };
}
