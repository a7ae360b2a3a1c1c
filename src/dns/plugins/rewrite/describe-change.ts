import { ednsOf } from "../../../packet/dns-edns.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { describeOption } from "../../../packet/edns-option.js";

/** What a rule changed in a query, in words of DNS; null where nothing changed. */
export function describeChange(
  before: DnsMessage,
  after: DnsMessage,
): { readonly from: string; readonly to: string } | null {
  const [old, now] = [before.question[0], after.question[0]];
  if (old === undefined || now === undefined) return null;
  for (const part of ["name", "type", "class"] as const) {
    if (old[part] !== now[part]) return { from: old[part], to: now[part] };
  }
  const [from, to] = [optionsText(before), optionsText(after)];
  return from === to ? null : { from, to };
}

function optionsText(message: DnsMessage): string {
  const options = ednsOf(message)?.options ?? [];
  return options.length === 0 ? "no EDNS options" : options.map(describeOption).join(", ");
}
