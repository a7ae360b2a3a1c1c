import { unreachable } from "../../base/assert.js";
import type { Change } from "../../cluster/change.js";
import { flushConntrack } from "./change-conntrack.js";
import { loseFrames, setHairpin, setLink } from "./change-device.js";
import type { ChangePlace, Mistakes } from "./change-host.js";
import { flushNeighbours, setNeighbour } from "./change-neighbour.js";
import { addRoute, addRoutingRule, deleteRoute } from "./change-routing.js";
import { setRace } from "./change-race.js";
import { changeVirtualServers } from "./change-virtual-servers.js";
import { loadNft, restoreRules, runIptables } from "./change-rules.js";
import { setConntrackLimit, setSysctl } from "./change-settings.js";

/** A change that is made on one host. */
export type HostChange = Exclude<Change, { readonly kind: "build" | "cluster" | "set-upstream" }>;

/** Carries a change out on its host: the trace tells the command that does it, and what is different after it. */
export function applyChange(place: ChangePlace, change: HostChange): Mistakes {
  switch (change.kind) {
    case "sysctl":
      return setSysctl(place, change);
    case "add-route":
      return addRoute(place, change);
    case "delete-route":
      return deleteRoute(place, change);
    case "add-routing-rule":
      return addRoutingRule(place, change);
    case "set-neighbour":
      return setNeighbour(place, change);
    case "flush-neighbours":
      return flushNeighbours(place);
    case "set-link":
      return setLink(place, change);
    case "set-hairpin":
      return setHairpin(place, change);
    case "lose":
      return loseFrames(place, change);
    case "rules":
      return restoreRules(place, change);
    case "ipvs":
      return changeVirtualServers(place, change);
    case "nft":
      return loadNft(place, change);
    case "iptables":
      return runIptables(place, change);
    case "flush-conntrack":
      return flushConntrack(place, change);
    case "conntrack-race":
      return setRace(place, change);
    case "conntrack-limit":
      return setConntrackLimit(place, change);
    default:
      return unreachable(change);
  }
}
