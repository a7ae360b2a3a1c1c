import { fill } from "../message/fill.js";
import { imitationEn } from "../message/imitation/en.js";
import type { ImitationTexts } from "../message/imitation/en.js";
import { imitationJa } from "../message/imitation/ja.js";
import type { TraceHeader } from "../trace/header.js";

/** Which programs a trace imitates, and how its mode of kube-proxy stands in that version; null for a trace without a cluster. */
export function imitationOf(
  { imitates, namespaces }: Pick<TraceHeader, "imitates" | "namespaces">,
  language: string,
): string | null {
  if (!namespaces.some(({ kind }) => kind === "node")) return null;
  const texts: ImitationTexts = language === "ja" ? imitationJa : imitationEn;
  const { kubernetes, coredns, proxyMode } = imitates;
  const standing = texts[standingOf(proxyMode, Number(kubernetes.split(".")[1]))];
  return fill(texts.imitates, { kubernetes, coredns, mode: proxyMode, standing });
}

// KEP-3866 (nftables: alpha 1.29, beta 1.31, GA 1.33), KEP-5495 (ipvs deprecated in 1.35), the 1.26 release notes (userspace).
function standingOf(mode: string, minor: number): keyof ImitationTexts & `standing-${string}` {
  switch (mode) {
    case "iptables":
      return "standing-default";
    case "nftables":
      if (minor >= 33) return "standing-ga";
      return minor >= 31 ? "standing-beta" : "standing-alpha";
    case "ipvs":
      return minor >= 35 ? "standing-deprecated" : "standing-choice";
    default:
      return "standing-removed";
  }
}
