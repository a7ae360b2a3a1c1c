import type { Environment } from "./corefile/environment.js";
import { NO_FILES } from "./files.js";
import type { DnsFiles } from "./files.js";

/** What a CoreDNS process finds where it is started. */
export interface Host {
  readonly environment: Environment;
  readonly files: DnsFiles;
  /** The addresses of each network interface, by its name. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
  readonly hostname: string;
}

/** A host with a loopback interface and nothing else. */
export const BARE_HOST: Host = {
  environment: () => null,
  files: NO_FILES,
  interfaces: new Map([["lo", ["127.0.0.1", "::1"]]]),
  hostname: "localhost",
};
