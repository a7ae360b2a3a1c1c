/**
 * What becomes of a datagram whose connection was begun while another one's of the same exchange was on its way to be
 * confirmed: it is dropped where anything is translated; it is dropped unless both are translated alike; or it goes on,
 * with an entry that is found by its answers alone.
 */
export type ClashRule = "untranslated-alone" | "same-alone" | "by-reply";

/** A version of Linux: 5 and 4 for 5.4. */
export type KernelVersion = readonly [major: number, minor: number];

// Linux 4.19, ed07d9a021df "resolve clash for matching conntracks"; 5.6, 6a757c07e51f "allow insertion of clashing entries".
const SINCE: readonly (readonly [KernelVersion, ClashRule])[] = [
  [[5, 6], "by-reply"],
  [[4, 19], "same-alone"],
  [[0, 0], "untranslated-alone"],
];

/** How a version of Linux settles such a clash (net/netfilter/nf_conntrack_core.c: nf_ct_resolve_clash). */
export function clashRuleOf([major, minor]: KernelVersion): ClashRule {
  const found = SINCE.find(
    ([[since, sinceMinor]]) => major > since || (major === since && minor >= sinceMinor),
  );
  return found?.[1] ?? "untranslated-alone";
}
