import type { TargetForm } from "./form.js";
import { WITH_PORTS } from "./place.js";
import { printRandom, printToPorts, readToPorts } from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j MASQUERADE`: the connection gets the address of the device that it leaves by. */
export interface MasqueradeTarget extends TranslationRange {
  readonly kind: "masquerade";
}

/** The form of `-j MASQUERADE`; ICMP's identifiers may be named like ports. */
export const masquerade: TargetForm<MasqueradeTarget> = {
  names: ["MASQUERADE"],
  family: null,
  options: { "--to-ports": 1, "--random": 0, "--random-fully": 0 },
  read(_name, given, reading) {
    const range = readToPorts(given, reading);
    return range === null ? null : { kind: "masquerade", ...range };
  },
  print: (target) => `-j MASQUERADE${printToPorts(target)}${printRandom(target)}`,
  place: ({ ports }) => ({
    table: "nat",
    hooks: ["POSTROUTING"],
    ...(ports === null ? {} : { protocols: [...WITH_PORTS, "icmp", "ipv6-icmp"] }),
  }),
  // The first address of the device, of the scope that the destination needs (linux nf_nat_masquerade.c).
  act(target, { output, packet, view }) {
    const own =
      output === null ? null : view.primaryAddressOf(output, packet.family, packet.destination);
    const range = own === null ? null : { ...target, addresses: [own, own] as const };
    return { kind: "translate", side: "source", range };
  },
};
