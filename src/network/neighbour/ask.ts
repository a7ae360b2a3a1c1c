import type { Address } from "../../base/address.js";
import { deviceNamed } from "../device.js";
import type { Host } from "../host.js";
import type { MacAddress } from "../../packet/frame.js";
import { learnAt } from "./crossing.js";
import { answersFor } from "./answers.js";
import { noteNeighbour } from "./note-neighbour.js";
import type { NeighbourQuestion } from "./neighbour-table.js";
import { askingAddress } from "./asking-address.js";
import { spreadFrom } from "./spread.js";
import type { Arrival } from "./spread.js";
import type { Wires } from "./wires.js";

/** What came back of a question. */
export interface NeighbourAnswer {
  readonly mac: MacAddress;
  /** From the question to the answer, in microseconds. */
  readonly after: number;
}

/**
 * Asks the link who has an address (ARP or ND): the question goes to every device of the layer-2 domain, and the first
 * answer counts. Every bridge on the way learns from both, and who answers learns who asked. Null where nobody does.
 * `source` is where the packet comes from that waits for the answer; null where none does.
 */
export function askLink(
  host: Host,
  { address: target, device: name }: NeighbourQuestion,
  wires: Wires,
  source: Address | null = null,
): NeighbourAnswer | null {
  const device = deviceNamed(host.namespace.devices, name);
  if (device === null || !device.up) return null;
  const sender = askingAddress(host, device, { target, source });
  const reached = spreadFrom(host, device, wires, (crossing) => {
    learnAt(crossing, device.mac, wires);
  });
  const answering = reached.filter((arrival) =>
    answersFor(arrival.host, arrival.device, { target, sender }),
  );
  const [first] = [...answering].sort((a, b) => a.after - b.after);
  if (first === undefined) return null;
  if (sender !== null) noteAsker(first, { address: sender, mac: device.mac }, wires);
  for (const crossing of first.path) learnAt(crossing, first.device.mac, wires);
  return { mac: first.device.mac, after: 2 * first.after + wires.passTime };
}

// linux net/ipv4/arp.c: arp_process notes who asked, as STALE: nobody has confirmed that the way there works.
function noteAsker(
  { host, device }: Arrival,
  { address, mac }: { readonly address: Address; readonly mac: MacAddress },
  wires: Wires,
): void {
  const known = host.neighbours.get({ address, device: device.name });
  if (known !== null && known.mac === mac && known.state !== "FAILED") return;
  if (known !== null && (known.state === "PERMANENT" || known.state === "INCOMPLETE")) return;
  noteNeighbour(
    host,
    { address, device: device.name },
    { mac, state: "STALE", since: wires.now },
    {
      now: wires.now,
      emit: (body) => {
        wires.emit(host.namespace.id, body);
      },
    },
  );
}
