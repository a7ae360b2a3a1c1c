import { joinHostPort } from "../../dns/corefile/go-value.js";
import { startUpText } from "../../dns/start-up-text.js";
import type { DnsHeader } from "../../trace/header.js";

/** What CoreDNS printed when it started: a line for each zone of each listener. */
export function startedText({ blocks }: DnsHeader): string {
  const listeners = new Map<string, Listener>();
  for (const key of blocks.flatMap(({ keys }) => keys)) {
    const [, transport = "", zone = "", port = "", host = ""] = KEY.exec(key) ?? [];
    // Plain DNS goes without saying.
    const protocol = transport === "dns" ? "" : `${transport}://`;
    const address = joinHostPort(host, port);
    const known = listeners.get(`${protocol}${address}`);
    listeners.set(`${protocol}${address}`, {
      protocol,
      address,
      zones: [...(known?.zones ?? []), zone],
    });
  }
  return [...listeners.values()]
    .map(({ protocol, address, zones }) => startUpText(protocol, address, zones))
    .join("");
}

interface Listener {
  readonly protocol: string;
  readonly address: string;
  readonly zones: readonly string[];
}

// `dns://example.org.:53 on 127.0.0.1`.
const KEY = /^(\w+):\/\/(.*):(\d*)(?: on (\S+))?$/;
