import type { Change } from "../../cluster/change.js";
import { readIpvs } from "../../netfilter/ipvs/read-ipvs.js";
import { hostNetfilter, NO_RULES } from "../set-up/host-netfilter.js";
import { placedIn, textOf } from "../set-up/placed-text.js";
import { noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

/** `ipvsadm -R`: virtual servers and real servers are added, edited and deleted, line by line. */
export function changeVirtualServers(
  place: ChangePlace,
  { commands }: Change & { readonly kind: "ipvs" },
): Mistakes {
  const { world, stack, random } = place;
  const { host } = stack;
  const netfilter = host.netfilter ?? hostNetfilter(host.namespace, NO_RULES, random);
  const read = readIpvs(textOf(commands), netfilter.ipvs.servers());
  const mistakes = placedIn(commands, read.diagnostics);
  if (mistakes.some(({ severity }) => severity === "error")) return mistakes;
  const lines = commands.text.split("\n").filter((line) => line.trim() !== "");
  noteCommand(place, lines.length === 1 ? `ipvsadm ${lines[0]?.trim() ?? ""}` : "ipvsadm -R");
  netfilter.ipvs.load(read.servers);
  host.register(netfilter);
  const tables = { virtualServers: read.servers };
  world.recorder.emit(stack.id, null, { kind: "tables-changed", tables });
  return mistakes;
}
