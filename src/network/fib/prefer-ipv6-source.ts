import { bitsOf, familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, prefix } from "../../base/prefix.js";
import type { Device } from "../device.js";
import type { SourceWish } from "./source-wish.js";

/** An address that may become a packet's source. */
interface Candidate {
  readonly address: Address;
  readonly length: number;
  readonly device: string;
}

// The labels of the policy table (RFC 6724 2.1; linux net/ipv6/addrlabel.c).
const LABELS = (
  [
    ["::1/128", 0],
    ["::ffff:0:0/96", 4],
    ["2002::/16", 2],
    ["2001::/32", 6],
    ["2001:10::/28", 7],
    ["3ffe::/16", 12],
    ["fec0::/10", 11],
    ["fc00::/7", 5],
    ["::/96", 3],
    ["::/0", 1],
  ] as const
).map(([range, label]) => ({ range: prefix(range), label }));

const LOOPBACK_ADDRESS = prefix("::1/128");
const LINK_LOCAL = prefix("fe80::/10");
const SITE_LOCAL = prefix("fec0::/10");
const GROUPS = prefix("ff00::/8");

/** The address that IPv6 prefers as the source of a packet (RFC 6724 5; linux net/ipv6/addrconf.c: ipv6_dev_get_saddr). */
export function preferredSource(
  devices: readonly Device[],
  { device: out, towards }: SourceWish,
): Address | null {
  const candidates = devices.filter(({ up }) => up).flatMap(candidatesOf);
  // A group or a link-local destination is only reached with an address of the same link.
  const isNear = towards !== null && (contains(GROUPS, towards) || contains(LINK_LOCAL, towards));
  const allowed = isNear ? candidates.filter(({ device }) => device === out) : candidates;
  const usable = allowed.filter(
    ({ address }) => !contains(LOOPBACK_ADDRESS, address) || out === "lo",
  );
  let best: Candidate | null = null;
  for (const candidate of usable) {
    if (best === null || isPreferred(candidate, best, { out, towards })) best = candidate;
  }
  return best?.address ?? null;
}

function isPreferred(
  a: Candidate,
  b: Candidate,
  { out, towards }: { readonly out: string; readonly towards: Address | null },
): boolean {
  if (towards !== null) {
    // Rule 1: the same address. Rule 2: a scope that is wide enough, and no wider than needed.
    const same = Number(a.address === towards) - Number(b.address === towards);
    if (same !== 0) return same > 0;
    const [scopeA, scopeB, needed] = [a.address, b.address, towards].map(scopeOf) as [
      number,
      number,
      number,
    ];
    if (scopeA !== scopeB) return scopeA < scopeB ? scopeA >= needed : scopeB < needed;
  }
  // Rule 5: the device that the packet leaves by.
  const outgoing = Number(a.device === out) - Number(b.device === out);
  if (outgoing !== 0 || towards === null) return outgoing > 0;
  // Rule 6: the same label. Rule 8: the longest common prefix, as far as the address's own prefix goes.
  const label = labelOf(towards);
  const labels = Number(labelOf(a.address) === label) - Number(labelOf(b.address) === label);
  if (labels !== 0) return labels > 0;
  return commonLength(a, towards) > commonLength(b, towards);
}

function candidatesOf({ name, addresses }: Device): readonly Candidate[] {
  return addresses
    .filter(({ address }) => familyOf(address) === "ipv6")
    .map(({ address, length }) => ({ address, length, device: name }));
}

function scopeOf(address: Address): number {
  if (contains(GROUPS, address)) return Number((bitsOf(address) >> 112n) & 0xfn);
  if (contains(LINK_LOCAL, address) || contains(LOOPBACK_ADDRESS, address)) return 2;
  return contains(SITE_LOCAL, address) ? 5 : 14;
}

function labelOf(address: Address): number {
  return LABELS.find(({ range }) => contains(range, address))?.label ?? 1;
}

function commonLength({ address, length }: Candidate, towards: Address): number {
  const different = bitsOf(address) ^ bitsOf(towards);
  const common = different === 0n ? 128 : 128 - different.toString(2).length;
  return Math.min(common, length);
}
