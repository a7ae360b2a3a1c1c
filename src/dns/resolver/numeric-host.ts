import { addressOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";

/** The address that a host is already, in any form that `inet_aton` takes (`127.1` too); null for a name. */
export function numericHost(host: string): Address | null {
  if (host.includes(":")) return parseAddress(host.replace(/%.*$/, ""));
  const parts = host.split(".");
  if (parts.length > 4 || !parts.every((part) => NUMBER.test(part))) return null;
  const numbers = parts.map(readNumber);
  const last = numbers.pop() ?? 0;
  // What is left of the address is one number: in `10.1` the 1 stands for three bytes.
  const room = 256 ** (4 - numbers.length);
  if (numbers.some((number) => number > 255) || !(last < room)) return null;
  const head = numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), 0);
  return addressOf(BigInt(head + last), "ipv4");
}

const NUMBER = /^(0[xX][0-9a-fA-F]{1,8}|0[0-7]{0,11}|[1-9]\d{0,9})$/;

function readNumber(text: string): number {
  if (/^0[xX]/.test(text)) return Number.parseInt(text.slice(2), 16);
  return Number.parseInt(text, text.startsWith("0") ? 8 : 10);
}
