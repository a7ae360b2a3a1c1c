import type { Environment } from "./corefile/environment.js";
import { cleanPath, joinPath, NO_FILES } from "./files.js";
import type { DnsFiles } from "./files.js";
import type { Outside } from "./outside.js";

/** What a CoreDNS process finds where it is started. */
export interface Host {
  readonly environment: Environment;
  readonly files: DnsFiles;
  /** The addresses of each network interface, by its name. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
  /** Who can be asked for names; left out where that is not known. */
  readonly outside?: Outside;
}

/** A CoreDNS pod: it runs in the folder of its Corefile, where these files lie too. */
export function corednsHost(files: DnsFiles, outside: Outside | null = null): Host {
  const placed = [...files].map(([path, text]) => [cleanPath(path), text] as const);
  const inFolder = placed.map(([path, text]) => [joinPath(COREFILE_FOLDER, path), text] as const);
  const known = outside === null ? {} : { outside };
  return { ...BARE_HOST, files: new Map([...placed, ...inFolder]), ...known };
}

/** Where the ConfigMap of a cluster's CoreDNS is mounted. */
const COREFILE_FOLDER = "/etc/coredns";

/** A host with a loopback interface and nothing else. */
export const BARE_HOST: Host = {
  environment: () => null,
  files: NO_FILES,
  interfaces: new Map([["lo", ["127.0.0.1", "::1"]]]),
};
