// The bytes of a name on the wire, and of a label.
const MOST_BYTES = 255;
const MOST_LABEL_BYTES = 63;

/** Whether glibc takes a name for a host's at all; it asks nobody for another (glibc 2.36 resolv/res-name-checking.c: __libc_res_hnok). */
export function isHostName(name: string): boolean {
  if (name.startsWith("-") || !fitsQuery(name)) return false;
  return withoutRoot(name)
    .split(".")
    .every((label) => label.length <= MOST_LABEL_BYTES && /^[A-Za-z0-9_-]+$/.test(label));
}

/** Whether a query can hold a name. */
export function fitsQuery(name: string): boolean {
  return withoutRoot(name).length + 2 <= MOST_BYTES;
}

function withoutRoot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}
