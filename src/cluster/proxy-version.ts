import type { ProxyModeName } from "./proxy-settings.js";

/** The minor versions of Kubernetes that a scenario can name: `1.24` is 24. */
export const VERSIONS = { oldest: 24, newest: 36 } as const;

/** The version that is imitated where none is said. */
export const DEFAULT_VERSION: string = `1.${VERSIONS.newest}`;

/** In which minor versions kube-proxy has a mode, and in which of them its rules are imitated. */
interface ModeSpan {
  readonly since: number;
  readonly until: number;
  readonly imitated: readonly [oldest: number, newest: number];
}

// nftables: KEP-3866, alpha in 1.29, GA in 1.33; its rules changed in 1.33, 1.34 and 1.36. userspace: deprecated in 1.23, removed in 1.26.
const SPANS: Readonly<Record<ProxyModeName, ModeSpan>> = {
  iptables: { since: 2, until: VERSIONS.newest, imitated: [VERSIONS.oldest, VERSIONS.newest] },
  nftables: { since: 29, until: VERSIONS.newest, imitated: [VERSIONS.newest, VERSIONS.newest] },
  ipvs: { since: 8, until: VERSIONS.newest, imitated: [VERSIONS.newest, VERSIONS.newest] },
  userspace: { since: 0, until: 25, imitated: [VERSIONS.oldest, 25] },
};

/** Why a version and a mode do not go together, and what is there instead. */
export type ModeMistake =
  /** kube-proxy of that version has no such mode; the scenario has iptables mode instead. */
  | { readonly kind: "no-such-mode"; readonly versions: string }
  /** The mode's rules are those of another version. */
  | { readonly kind: "other-version"; readonly versions: string; readonly instead: string };

/** What is wrong with a mode in a version; null where the two go together. */
export function modeMistake(mode: ProxyModeName, version: string): ModeMistake | null {
  const minor = minorOf(version);
  const { since, until, imitated } = SPANS[mode];
  if (minor < since || minor > until) {
    const from = `1.${Math.max(since, VERSIONS.oldest)}`;
    return { kind: "no-such-mode", versions: rangeText(from, `1.${until}`) };
  }
  const [oldest, newest] = imitated;
  if (minor >= oldest && minor <= newest) return null;
  const versions = rangeText(`1.${oldest}`, `1.${newest}`);
  return { kind: "other-version", versions, instead: `1.${minor < oldest ? oldest : newest}` };
}

/** The minor version: 30 of `1.30`. */
export function minorOf(version: string): number {
  return Number(version.split(".")[1] ?? VERSIONS.newest);
}

function rangeText(from: string, to: string): string {
  return from === to ? from : `${from}–${to}`;
}
