// linux net/netfilter/xt_hashlimit.c and libxt_hashlimit: bytes are counted in pieces of 16.
const SHIFT = 4n;
const MOST = 0xffffffffffffffffn;
const UNITS = [
  ["mb", 1_048_576n],
  ["kb", 1_024n],
  ["b", 1n],
] as const;

/** Reads `512kb/s` as the cost that the kernel keeps; null where it is no rate in bytes. */
export function parseByteRate(text: string): bigint | null {
  const [amount = "", unit, ...rest] = text.split("/");
  const bytes = parseBytes(amount);
  if (bytes === null || rest.length > 0) return null;
  if (unit !== undefined && !"second".startsWith(unit.toLowerCase())) return null;
  return MOST / ((bytes >> SHIFT) + 1n);
}

/** Reads `512kb`; null where it is no number of bytes. */
export function parseBytes(text: string): bigint | null {
  const parts = /^(\d{1,12})(b|kb|mb)$/i.exec(text);
  const factor = UNITS.find(([name]) => name === parts?.[2]?.toLowerCase())?.[1];
  return parts === null || factor === undefined ? null : BigInt(parts[1] ?? "") * factor;
}

/** How many bytes a second a cost allows. */
export function bytesOfCost(cost: bigint): bigint {
  return (MOST / cost - 1n) << SHIFT;
}

/** `512kb`: in the widest unit that leaves nothing over. */
export function printBytes(bytes: bigint): string {
  const unit = UNITS.find(([, size]) => bytes >= size && bytes % size === 0n) ?? UNITS[2];
  return `${bytes / unit[1]}${unit[0]}`;
}
