/** A release of CoreDNS that the migration tool knows. */
export interface Release {
  readonly version: string;
  /** The Kubernetes releases that came with it. */
  readonly kubernetes: readonly string[];
}

// Which Kubernetes releases kubeadm installed it with.
const KUBERNETES: Readonly<Record<string, readonly string[]>> = {
  "1.1.3": ["1.11"],
  "1.2.2": ["1.12"],
  "1.2.6": ["1.13"],
  "1.3.1": ["1.15", "1.14"],
  "1.6.2": ["1.16"],
  "1.6.5": ["1.17"],
  "1.6.7": ["1.18"],
  "1.7.0": ["1.19", "1.20"],
  "1.8.0": ["1.21"],
};

/** The releases in their order (coredns/corefile-migration migration/versions.go, March 2026); some were never published. */
export const RELEASES: readonly Release[] = [
  ...releases("1.1.3 1.1.4 1.2.0 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.2.6 1.3.0 1.3.1 1.4.0"),
  ...releases("1.5.0 1.5.1 1.5.2 1.6.0 1.6.1 1.6.2 1.6.3 1.6.4 1.6.5 1.6.6 1.6.7 1.6.9"),
  ...releases("1.7.0 1.7.1 1.8.0 1.8.3 1.8.4 1.8.5 1.8.6 1.8.7 1.9.0 1.9.1 1.9.2 1.9.3 1.9.4"),
  ...releases("1.10.0 1.10.1 1.11.0 1.11.1 1.11.3 1.11.4 1.12.0 1.12.1 1.12.2 1.12.3 1.12.4"),
  ...releases("1.13.0 1.13.1 1.13.2 1.14.0 1.14.1 1.14.2"),
];

const PLACES: ReadonlyMap<string, number> = new Map(
  RELEASES.map(({ version }, place) => [version, place]),
);

/** The place of a version among the releases; null where the tool does not know it. */
export function placeOf(version: string): number | null {
  return PLACES.get(version) ?? null;
}

/** The releases after one up to and with another; the tool's error where there is no such way. */
export function wayUp(from: string, to: string): readonly string[] | { readonly error: string } {
  const [start, end] = [placeOf(from), placeOf(to)];
  if (start === null) return { error: `start version '${from}' not supported` };
  if (end === null || end < start) return { error: `cannot migrate up to '${to}' from '${from}'` };
  return RELEASES.slice(start + 1, end + 1).map(({ version }) => version);
}

/** The releases from one down to and with another, both included. */
export function wayDown(from: string, to: string): readonly string[] | { readonly error: string } {
  const [start, end] = [placeOf(from), placeOf(to)];
  if (start === null) return { error: `start version '${from}' not supported` };
  if (end === null || end > start)
    return { error: `cannot migrate down to '${to}' from '${from}'` };
  return RELEASES.slice(end, start + 1)
    .map(({ version }) => version)
    .reverse();
}

function releases(versions: string): readonly Release[] {
  return versions.split(" ").map((version) => ({ version, kubernetes: KUBERNETES[version] ?? [] }));
}
