import { ednsOf } from "../packet/dns-edns.js";
import type { DnsMessage } from "../packet/dns-message.js";
import { uncompressedDnsSize } from "../packet/dns-wire.js";
import { bufferSizeOf } from "./buffer-size.js";
import { rcodeName } from "./record-code.js";
import type { DnsRequest } from "./request.js";

/** What a format is filled with. */
export interface Filling {
  readonly request: DnsRequest;
  /** What was written to the client, before it is cut to size; null where nothing was, left out where nothing is known. */
  readonly reply?: DnsMessage | null;
  /** Microseconds from the query to the reply. */
  readonly duration?: number;
  /** The address that the query came to; null where it is not known. */
  readonly local?: string | null;
  readonly metadata: (label: string) => string | null;
}

/** What stands where there is no value. */
export const EMPTY_VALUE = "-";

/**
 * Fills `{type}`, `{>id}`, `{/plugin/label}` and so on; what is no label stays as it is (coredns
 * plugin/pkg/replacer/replacer.go).
 */
export function fillFormat(format: string, filling: Filling): string {
  let filled = "";
  let rest = format;
  for (let end = rest.indexOf("}"); end !== -1; end = rest.indexOf("}")) {
    const start = rest.lastIndexOf("{", end);
    const label = start === -1 ? "" : rest.slice(start, end + 1);
    const value = valueOf(label, filling);
    filled += value === null ? rest.slice(0, end + 1) : rest.slice(0, start) + value;
    rest = rest.slice(end + 1);
  }
  return filled + rest;
}

// Null for what is no label.
function valueOf(label: string, filling: Filling): string | null {
  if (label.startsWith("{/")) return filling.metadata(label.slice(2, -1)) ?? EMPTY_VALUE;
  return Object.hasOwn(LABELS, label) ? (LABELS[label]?.(filling) ?? null) : null;
}

const LABELS: Readonly<Record<string, (filling: Filling) => string>> = {
  "{type}": ({ request }) => request.message.question[0]?.type ?? EMPTY_VALUE,
  "{name}": ({ request }) => request.message.question[0]?.name.toLowerCase() ?? ".",
  "{class}": ({ request }) => request.message.question[0]?.class ?? EMPTY_VALUE,
  "{proto}": ({ request }) => request.transport,
  "{size}": ({ request }) => String(uncompressedDnsSize(request.message)),
  "{remote}": ({ request }) => bracketed(request.client),
  "{port}": ({ request }) => String(request.clientPort ?? 0),
  "{local}": ({ local }) =>
    local === undefined || local === null ? EMPTY_VALUE : bracketed(local),
  "{>id}": ({ request }) => String(request.message.id),
  "{>opcode}": () => "0",
  "{>do}": ({ request }) => String(ednsOf(request.message)?.dnssecOk === true),
  "{>bufsize}": ({ request }) => String(bufferSizeOf(request)),
  "{rcode}": ({ reply }) => (reply ? rcodeName(reply.rcode) : EMPTY_VALUE),
  "{rsize}": ({ reply }) => {
    if (reply === undefined) return EMPTY_VALUE;
    return String(reply === null ? 0 : uncompressedDnsSize(reply));
  },
  "{duration}": ({ duration }) =>
    duration === undefined ? EMPTY_VALUE : `${Number((duration / 1e6).toFixed(6))}s`,
  "{>rflags}": ({ reply }) =>
    reply === undefined || reply === null ? EMPTY_VALUE : flagsOf(reply),
};

const FLAGS = ["qr", "aa", "tc", "rd", "ra", "ad", "cd"] as const;

function flagsOf({ flags }: DnsMessage): string {
  return FLAGS.filter((flag) => flags[flag]).join(",");
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
