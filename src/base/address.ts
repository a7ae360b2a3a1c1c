/** The two families of addresses; tables, rule sets and proxiers exist once for each. */
export type Family = "ipv4" | "ipv6";

/** An IP address as canonical text (`10.96.0.10`, `fd00::a`), so that equal addresses are equal strings. */
export type Address = string & { readonly brand: "Address" };

/** The families in the order in which they are always listed. */
export const FAMILIES: readonly Family[] = ["ipv4", "ipv6"];

/** The number of bits of an address. */
export function widthOf(family: Family): 32 | 128 {
  return family === "ipv4" ? 32 : 128;
}

/** The family of an address. */
export function familyOf(address: Address): Family {
  return address.includes(":") ? "ipv6" : "ipv4";
}

/** Reads an IPv4 or IPv6 address strictly (no leading zeros, no zone); null where the text is none. */
export function parseAddress(text: string): Address | null {
  const ipv4 = ipv4At(text, 0);
  if (ipv4 !== null && ipv4.length === text.length) return ipv4;
  const bits = text.includes(":") ? parseIpv6(text) : parseIpv4(text);
  return bits === null ? null : addressOf(bits, text.includes(":") ? "ipv6" : "ipv4");
}

/** The IPv4 address that begins at an offset of a text, if one does: quicker than cutting it out first. */
export function ipv4At(text: string, from: number): Address | null {
  let at = from;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text.charCodeAt(at++) !== DOT) return null;
    const start = at;
    let value = 0;
    for (let digit = digitAt(text, at); digit >= 0; digit = digitAt(text, at)) {
      value = value * 10 + digit;
      if (++at - start > 3) return null;
    }
    if (at === start || value > 255 || (at - start > 1 && text.charCodeAt(start) === ZERO)) {
      return null;
    }
  }
  return text.slice(from, at) as Address;
}

const DOT = 46;
const ZERO = 48;

// Negative, or not a number, where there is no digit.
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - ZERO;
  return digit <= 9 ? digit : -1;
}

/** An address that the program itself wrote down; throws where it is none. */
export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`hopwise: ${text} is no address`);
  return parsed;
}

/** The address as a number of 32 or 128 bits. */
export function bitsOf(address: Address): bigint {
  const bits = address.includes(":") ? parseIpv6(address) : parseIpv4(address);
  if (bits === null) throw new Error(`hopwise: ${address} is no address`);
  return bits;
}

/** The address with these bits, written canonically (RFC 5952 for IPv6). */
export function addressOf(bits: bigint, family: Family): Address {
  return (family === "ipv4" ? formatIpv4(bits) : formatIpv6(bits)) as Address;
}

/** `10.0.0.1:80`, `[fd00::1]:80`: an address and a port as Kubernetes and iptables write them. */
export function formatEndpoint(address: Address, port: number): string {
  return familyOf(address) === "ipv6" ? `[${address}]:${port}` : `${address}:${port}`;
}

function parseIpv4(text: string): bigint | null {
  if (ipv4At(text, 0)?.length !== text.length) return null;
  let bits = 0;
  for (const part of text.split(".")) bits = bits * 256 + Number(part);
  return BigInt(bits);
}

function formatIpv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join(".");
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, index) =>
    half === "" ? [] : ipv6Groups(half, index === halves.length - 1),
  );
  if (!head || (halves.length === 2 && !tail)) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

// An IPv4 address may stand at the very end only.
function ipv6Groups(text: string, isEnd: boolean): number[] | null {
  const parts = text.split(":");
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const mayBeIpv4 = isEnd && index === parts.length - 1 && part.includes(".");
    const mapped = mayBeIpv4 ? parseIpv4(part) : null;
    if (mapped !== null) groups.push(Number(mapped >> 16n), Number(mapped & 0xffffn));
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

function formatIpv6(bits: bigint): string {
  const groups = [...Array(8).keys()].map((i) => Number((bits >> BigInt(112 - 16 * i)) & 0xffffn));
  const run = longestZeroRun(groups);
  const text = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  return run.length < 2 ? text(0, 8) : `${text(0, run.start)}::${text(run.start + run.length, 8)}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
