import type { RecordedCheck } from "./compiled-case.js";
import { canonical } from "./iptables-chains.js";
import { textDifferences } from "./text-differences.js";

/** The recorded texts of nftables, by the name of their file. */
export const NFTABLES_CHECKS: Readonly<Record<string, RecordedCheck>> = {
  // What kube-proxy gives to `nft -f -`.
  "transaction.nft": ({ output }, recorded) =>
    textDifferences(canonical(output.nftables), canonical(recorded)),
};
