import type { Address } from "../../../base/address.js";
import type { Rcode } from "../../../packet/dns-message.js";

/** What a `forward` directive says. Times are in seconds. */
export interface ForwardOptions {
  /** The zone below which names are forwarded. */
  readonly from: string;
  readonly to: readonly Destination[];
  /** Zones below `from` that are not forwarded. */
  readonly except: readonly string[];
  readonly policy: "random" | "round_robin" | "sequential";
  readonly readTimeout: number;
  /** The failed attempts after which a query is given up; null for twice the number of upstreams, 0 for no bound. */
  readonly maxConnectAttempts: number | null;
  /** How many queries may wait at once; 0 for any number. */
  readonly maxConcurrent: number;
  /** Codes with which a query goes on to the next `forward` of the block. */
  readonly next: readonly Rcode[];
  readonly nextOnNodata: boolean;
  /** Codes with which the next upstream is asked. */
  readonly failover: readonly Rcode[];
  /** The failed health checks in a row that an upstream may have and not count as down; 0 for any number. */
  readonly maxFails: number;
  readonly healthCheck: HealthCheck;
  /** Whether a query fails at once where all upstreams count as down. */
  readonly failsFast: boolean;
  /** Whether upstreams are asked by TCP, or by UDP even for a query that came by TCP. */
  readonly transport: "as asked" | "force_tcp" | "prefer_udp";
  readonly idle: IdleLimits;
}

/** How long a connection waits for the next query, in seconds, and how many may. */
export interface IdleLimits {
  /** How long after the last query. */
  readonly expire: number;
  /** How long after it was opened; 0 for any time. */
  readonly maxAge: number;
  /** To one upstream; 0 for any number. */
  readonly most: number;
}

/** What an upstream is asked to see whether it is there. */
export interface HealthCheck {
  /** Seconds between two checks. */
  readonly interval: number;
  readonly recursion: boolean;
  readonly domain: string;
}

/** Where queries are forwarded to. */
export type Destination =
  | {
      readonly kind: "server";
      readonly transport: UpstreamTransport;
      readonly address: Address;
      readonly port: number;
    }
  | ResolvConfServers;

/** The servers of the process's own `/etc/resolv.conf`, or of another such file. */
export interface ResolvConfServers {
  readonly kind: "resolv-conf";
  readonly servers: readonly Address[] | "own";
}

/** By what upstreams can be asked, with the ports that hold where none is said (coredns plugin/pkg/transport). */
export const UPSTREAM_PORTS = { dns: 53, tls: 853, https: 443 } as const;

/** By what an upstream is asked. */
export type UpstreamTransport = keyof typeof UPSTREAM_PORTS;

/** Whether a scheme is one that upstreams can be asked by. */
export function isUpstreamTransport(text: string): text is UpstreamTransport {
  return Object.hasOwn(UPSTREAM_PORTS, text);
}

/** What holds where the directive does not say. */
export const DEFAULTS: ForwardOptions = {
  from: ".",
  to: [],
  except: [],
  policy: "random",
  readTimeout: 2,
  maxConnectAttempts: null,
  maxConcurrent: 0,
  next: [],
  nextOnNodata: false,
  failover: [],
  maxFails: 2,
  healthCheck: { interval: 0.5, recursion: true, domain: "." },
  failsFast: false,
  transport: "as asked",
  idle: { expire: 10, maxAge: 0, most: 0 },
};
