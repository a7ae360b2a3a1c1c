import type { Family } from "../../base/address.js";
import type { Change } from "../../cluster/change.js";
import { readSave } from "../../netfilter/iptables/read-save.js";
import { runCommand } from "../../netfilter/iptables/run-command.js";
import { tableKey } from "../../netfilter/nftables/model/nftables.js";
import { readNft } from "../../netfilter/nftables/read/read-nft.js";
import type { Nftables } from "../../netfilter/nftables/model/nftables.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import type { HostNetfilter } from "../../network/host.js";
import { nftablesHeader } from "../header/nftables-header.js";
import { ruleSetHeader } from "../header/rule-set-header.js";
import { hostNetfilter, NO_RULES } from "../set-up/host-netfilter.js";
import { placedIn, textOf } from "../set-up/placed-text.js";
import { noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

type ChangeOf<Kind extends Change["kind"]> = Change & { readonly kind: Kind };

const PROGRAMS: Readonly<Record<Family, string>> = { ipv4: "iptables", ipv6: "ip6tables" };

/** `iptables-restore`: the tables of the dump take the place of those that are there. */
export function restoreRules(place: ChangePlace, { dump }: ChangeOf<"rules">): Mistakes {
  const { family } = dump;
  const read = readSave(textOf(dump), family, place.stack.host.namespace.iptables);
  const mistakes = placedIn(dump, read.diagnostics);
  if (mistakes.some(({ severity }) => severity === "error")) return mistakes;
  noteCommand(place, `${PROGRAMS[family]}-restore`);
  const before = netfilterOf(place).ruleSets[family];
  const kept = before.tables.filter(({ name }) =>
    read.ruleSet.tables.every((table) => table.name !== name),
  );
  loadRules(place, { family, tables: [...kept, ...read.ruleSet.tables] });
  return mistakes;
}

/** `nft -f -`: the tables of the text take the place of those of the same names. */
export function loadNft(place: ChangePlace, { text }: ChangeOf<"nft">): Mistakes {
  const read = readNft(textOf(text), { owner: "user" });
  const mistakes = placedIn(text, read.diagnostics);
  if (mistakes.some(({ severity }) => severity === "error")) return mistakes;
  noteCommand(place, "nft -f -");
  const given = new Set(read.nftables.tables.map(tableKey));
  const kept = netfilterOf(place).nftables.tables.filter((table) => !given.has(tableKey(table)));
  loadNftables(place, { tables: [...kept, ...read.nftables.tables] });
  return mistakes;
}

/** One `iptables` command. */
export function runIptables(place: ChangePlace, { command }: ChangeOf<"iptables">): Mistakes {
  const { family } = command;
  const before = netfilterOf(place).ruleSets[family];
  const ran = runCommand(textOf(command), before, place.stack.host.namespace.iptables);
  const mistakes = placedIn(command, ran.diagnostics);
  if (mistakes.some(({ severity }) => severity === "error")) return mistakes;
  noteCommand(place, `${PROGRAMS[family]} ${command.text.trim()}`);
  loadRules(place, ran.ruleSet);
  return mistakes;
}

/** What loading rules needs of the place where it happens. */
export type RulesPlace = Pick<ChangePlace, "world" | "stack" | "random" | "texts">;

/** Replaces the rules of one family on a host, and tells of it. */
export function loadRules(place: RulesPlace, ruleSet: RuleSet): void {
  const { world, stack, texts } = place;
  const netfilter = netfilterOf(place);
  const ruleSets = { ...netfilter.ruleSets, [ruleSet.family]: ruleSet };
  stack.host.register({ ...netfilter, ruleSets });
  world.recorder.emit(stack.id, null, {
    kind: "rules-changed",
    ruleSet: ruleSetHeader(stack.id, ruleSet, texts),
  });
}

/** Replaces the tables of nft on a host, and tells of it. */
export function loadNftables(place: RulesPlace, nftables: Nftables): void {
  const { world, stack, texts } = place;
  stack.host.register({ ...netfilterOf(place), nftables });
  world.recorder.emit(stack.id, null, {
    kind: "nftables-changed",
    nftables: nftablesHeader(stack.id, nftables, texts),
  });
}

/** What netfilter has on the host; where nothing was loaded yet, nothing. */
function netfilterOf({ stack, random }: RulesPlace): HostNetfilter {
  const { netfilter, namespace } = stack.host;
  return netfilter ?? hostNetfilter(namespace, NO_RULES, random);
}
