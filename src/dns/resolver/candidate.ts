import { isFullyQualified, fullyQualified } from "../../packet/dns-name.js";

/** The names that a look-up tries, in order (glibc 2.36 resolv/res_query.c: __libc_res_nsearch). */
export interface CandidateList {
  readonly dots: number;
  /** Fully qualified. */
  readonly names: readonly string[];
  /** Which of them is the name as it is; null where the search list holds the root itself. */
  readonly asIs: number | null;
}

/** Lists the candidates: as it is first where the dots suffice, then each search domain, then as it is. */
export function listCandidates(
  name: string,
  search: readonly string[],
  ndots: number,
): CandidateList {
  const dots = name.split(".").length - 1;
  if (isFullyQualified(name)) return { dots, names: [name], asIs: 0 };
  const absolute = fullyQualified(name);
  const domains = search.map((domain) => domain.replace(/^\./, ""));
  const searched = domains.map((domain) =>
    domain === "" ? absolute : `${absolute}${fullyQualified(domain)}`,
  );
  if (dots >= ndots) return { dots, names: [absolute, ...searched], asIs: 0 };
  // `search .` tries the name as it is among the others, and then not again.
  if (domains.includes("")) return { dots, names: searched, asIs: null };
  return { dots, names: [...searched, absolute], asIs: searched.length };
}
