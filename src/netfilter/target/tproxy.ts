import { familyOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { parseMasked, printBits } from "../match/marks.js";
import type { MaskedValue } from "../match/marks.js";
import type { TargetForm } from "./form.js";
import { needsOption, readNumber, valueOf } from "./given.js";

/** `-j TPROXY`: hands the packet to a local socket though it is addressed to somebody else. */
export interface TproxyTarget {
  readonly kind: "tproxy";
  readonly port: number;
  readonly address: Address;
  readonly mark: MaskedValue;
}

const ANY = { ipv4: "0.0.0.0", ipv6: "::" } as const;
const NO_MARK: MaskedValue = { value: 0, mask: 0 };

/** The form of `-j TPROXY`. What it does depends on the sockets of the host, of which rules know nothing here. */
export const tproxy: TargetForm<TproxyTarget> = {
  names: ["TPROXY"],
  family: null,
  options: { "--on-port": 1, "--on-ip": 1, "--tproxy-mark": 1 },
  read(name, given, reading) {
    const portWord = valueOf(given, "--on-port");
    if (portWord === undefined) return needsOption(name, ["--on-port"], reading);
    const port = readNumber(portWord, [0, 65_535], reading);
    const word = valueOf(given, "--on-ip");
    const address = parseAddress(word?.text ?? ANY[reading.family]);
    if (address === null || familyOf(address) !== reading.family)
      return word === undefined ? null : reading.mistake(word, "rules-not-an-address");
    const markWord = valueOf(given, "--tproxy-mark");
    const mark = markWord === undefined ? NO_MARK : parseMasked(markWord.text);
    if (mark === null)
      return markWord === undefined ? null : reading.mistake(markWord, "rules-not-a-mark");
    return port === null ? null : { kind: "tproxy", port, address, mark };
  },
  print: ({ port, address, mark }) =>
    `-j TPROXY --on-port ${port} --on-ip ${address} --tproxy-mark ${printBits(mark.value)}/${printBits(mark.mask)}`,
  place: () => ({ table: "mangle", hooks: ["PREROUTING"], protocols: ["tcp", "udp"] }),
  act: () => ({ kind: "unknown" }),
};
