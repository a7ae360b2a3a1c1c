import type { Change } from "../../cluster/change.js";
import { noteNeighbour } from "../../network/neighbour/note-neighbour.js";
import type { MacAddress } from "../../packet/mac-address.js";
import { noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

type ChangeOf<Kind extends Change["kind"]> = Change & { readonly kind: Kind };

/** `ip neigh replace … nud permanent`: the host never asks for this one. */
export function setNeighbour(
  place: ChangePlace,
  { neighbour: { address, mac, device } }: ChangeOf<"set-neighbour">,
): Mistakes {
  const { world, stack } = place;
  noteCommand(place, `ip neigh replace ${address} lladdr ${mac} dev ${device} nud permanent`);
  const now = world.scheduler.now();
  const fields = { mac: mac as MacAddress, state: "PERMANENT", since: now } as const;
  const emit = world.recorder.emitter(stack.id, null);
  noteNeighbour(stack.host, { address, device }, fields, { now, emit });
  return [];
}

/** `ip neigh flush all`: what was not set by hand has to be asked for again. */
export function flushNeighbours(place: ChangePlace): Mistakes {
  const { world, stack } = place;
  noteCommand(place, "ip neigh flush all");
  for (const { address, device } of stack.host.neighbours.flush(null)) {
    world.recorder.emit(stack.id, null, { kind: "neighbour-removed", address, device });
  }
  return [];
}
