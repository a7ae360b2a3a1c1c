import { parseAddress } from "../base/address.js";
import type { Address } from "../base/address.js";
import { splitHostPort } from "./corefile/go-value.js";
import type { Corefile } from "./corefile/corefile.js";
import { startsLine } from "./corefile/lex.js";

/** A port on which a plugin of a running CoreDNS serves HTTP, and the one path that it knows. */
export interface HttpListener {
  readonly plugin: keyof typeof PLUGINS;
  readonly port: number;
  readonly path: string;
  /** The address that it listens at; null for all of the pod or host. */
  readonly address: Address | null;
  /** Whether it hears the pod itself only. */
  readonly local: boolean;
}

// coredns plugin/health/setup.go, plugin/ready/setup.go, plugin/metrics/setup.go: where a directive names no address.
const PLUGINS = {
  health: { path: "/health", address: ":8080" },
  ready: { path: "/ready", address: ":8181" },
  prometheus: { path: "/metrics", address: "localhost:9153" },
} as const;

const LOCAL = /^(localhost|127\..*|::1)$/;

/** The HTTP ports that the plugins of a Corefile open, each once. */
export function httpListeners(corefile: Corefile): readonly HttpListener[] {
  const found = new Map<number, HttpListener>();
  for (const plugin of ["health", "ready", "prometheus"] as const) {
    const { path, address } = PLUGINS[plugin];
    for (const { directives } of corefile.blocks) {
      const [name, word] = directives.find((one) => one.name === plugin)?.tokens ?? [];
      if (name === undefined) continue;
      const isSaid = word !== undefined && word.text !== "{" && !startsLine(word, name);
      const split = splitHostPort(isSaid ? word.text : address);
      const port = split.ok ? Number(split.value.port) : 0;
      if (!split.ok || !(port > 0) || found.has(port)) continue;
      const { host } = split.value;
      const listening = { address: parseAddress(host), local: LOCAL.test(host) };
      found.set(port, { plugin, port, path, ...listening });
    }
  }
  return [...found.values()];
}
