import type { Outcome } from "../../trace/outcome.js";

/** What a program prints where it does not learn an address: getaddrinfo's own words (glibc gai_strerror). */
export function unresolvedText(program: string, host: string, outcome: Outcome): string {
  const reason =
    outcome === "nxdomain"
      ? "Name or service not known"
      : outcome === "no data"
        ? "No address associated with hostname"
        : "Temporary failure in name resolution";
  return `${program}: ${host}: ${reason}`;
}
