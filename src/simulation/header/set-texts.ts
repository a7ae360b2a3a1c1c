import { printSetSave } from "../../netfilter/ipset/print-sets.js";
import type { Host } from "../../network/host.js";

/** The sets of a host as `ipset save` prints them at the start; nothing where there are none. */
export function setTexts({ netfilter }: Pick<Host, "netfilter">): readonly string[] {
  const sets = netfilter?.sets;
  return sets === undefined || sets.size === 0 ? [] : [printSetSave(sets, 0)];
}
