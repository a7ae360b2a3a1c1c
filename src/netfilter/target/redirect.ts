import { address } from "../../base/address.js";
import type { TargetForm } from "./form.js";
import { WITH_PORTS } from "./place.js";
import { printRandom, printToPorts, readToPorts } from "./translation.js";
import type { TranslationRange } from "./translation.js";

/** `-j REDIRECT`: the connection goes to this host itself. */
export interface RedirectTarget extends TranslationRange {
  readonly kind: "redirect";
}

const LOOPBACK = { ipv4: address("127.0.0.1"), ipv6: address("::1") } as const;

/** The form of `-j REDIRECT`. */
export const redirect: TargetForm<RedirectTarget> = {
  names: ["REDIRECT"],
  family: null,
  options: { "--to-ports": 1, "--random": 0 },
  read(_name, given, reading) {
    const range = readToPorts(given, reading);
    return range === null ? null : { kind: "redirect", ...range };
  },
  print: (target) => `-j REDIRECT${printToPorts(target)}${printRandom(target)}`,
  place: ({ ports }) => ({
    table: "nat",
    hooks: ["PREROUTING", "OUTPUT"],
    ...(ports === null ? {} : { protocols: WITH_PORTS }),
  }),
  // The host's own packets go to the loopback address, others to that of the device they came in by (nf_nat_redirect.c).
  act(target, { hook, input, packet, view }) {
    const { family } = packet;
    const own =
      hook === "OUTPUT" || input === null ? LOOPBACK[family] : view.primaryAddressOf(input, family);
    const range = own === null ? null : { ...target, addresses: [own, own] as const };
    return { kind: "translate", side: "destination", range };
  },
};
