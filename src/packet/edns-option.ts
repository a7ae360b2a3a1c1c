import { bytesOfHex, hexOf } from "./hex.js";

/** An option of an OPT record (RFC 6891, 6.1.2): its code, and its bytes as lower-case hexadecimal digits. */
export interface EdnsOption {
  readonly code: number;
  readonly data: string;
}

/** The codes of options that Hopwise knows by name (IANA, DNS EDNS0 Option Codes). */
export const EDNS_CODES = {
  nsid: 3,
  subnet: 8,
  expire: 9,
  cookie: 10,
  keepalive: 11,
  padding: 12,
  extendedError: 15,
} as const;

/** The names of extended errors by their number (RFC 8914, 5.2). */
const EXTENDED_ERRORS = [
  "Other Error",
  "Unsupported DNSKEY Algorithm",
  "Unsupported DS Digest Type",
  "Stale Answer",
  "Forged Answer",
  "DNSSEC Indeterminate",
  "DNSSEC Bogus",
  "Signature Expired",
  "Signature Not Yet Valid",
  "DNSKEY Missing",
  "RRSIGs Missing",
  "No Zone Key Bit Set",
  "NSEC Missing",
  "Cached Error",
  "Not Ready",
  "Blocked",
  "Censored",
  "Filtered",
  "Prohibited",
  "Stale NXDOMAIN Answer",
  "Not Authoritative",
  "Not Supported",
  "No Reachable Authority",
  "Network Error",
  "Invalid Data",
];

/** An option as `dig` prints it: `EDE: 15 (Blocked): (not here)`, `OPT=65518: ab cd ("..")`. */
export function describeOption({ code, data }: EdnsOption): string {
  const bytes = bytesOfHex(data);
  if (code === EDNS_CODES.extendedError && bytes.length >= 2) {
    const [high = 0, low = 0, ...rest] = bytes;
    const number = (high << 8) | low;
    const name = EXTENDED_ERRORS[number];
    const reason = printable(rest);
    const named = name === undefined ? `${number}` : `${number} (${name})`;
    return `EDE: ${named}${reason === "" ? "" : `: (${reason})`}`;
  }
  const title = code === EDNS_CODES.nsid ? "NSID" : `OPT=${code}`;
  if (bytes.length === 0) return title;
  return `${title}: ${bytes.map((byte) => hexOf(Uint8Array.of(byte))).join(" ")} ("${printable(bytes)}")`;
}

function printable(bytes: readonly number[]): string {
  return bytes
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
    .join("");
}
