import type { Feature } from "../../../src/verify/machine/feature.js";

const NEEDED: readonly Feature[] = [
  "linux",
  "root",
  "namespaces",
  "stdbuf",
  "nft",
  "nft-trace",
  "iptables-nft",
  "conntrack",
  "ping",
  "veth",
];

/** Why nothing can be verified on this machine; false where it can. */
export function reasonWithoutKernel(missing: ReadonlySet<Feature>): string | false {
  const lacking = NEEDED.filter((feature) => missing.has(feature));
  return lacking.length === 0 ? false : `this machine lacks ${lacking.join(", ")}`;
}

/** Whether `npm run test:deep` wants everything, however long it takes. */
export function isDeep(): boolean {
  return process.env["HOPWISE_DEEP"] === "1";
}
