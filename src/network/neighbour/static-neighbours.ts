import type { MacAddress } from "../../packet/frame.js";
import type { Namespace } from "../namespace.js";
import type { NeighbourFields, NeighbourQuestion } from "./neighbour-table.js";

/** The neighbours that were set by hand (`ip neigh add … nud permanent`). */
export function staticNeighbours({
  neighbours,
}: Pick<Namespace, "neighbours">): readonly (NeighbourQuestion & NeighbourFields)[] {
  return neighbours.map(({ address, device, mac }) => ({
    address,
    device,
    mac: mac.toLowerCase() as MacAddress,
    state: "PERMANENT",
    since: 0,
  }));
}
