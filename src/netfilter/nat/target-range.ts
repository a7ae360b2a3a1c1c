import { address } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { TranslationRange } from "../target/translation.js";
import type { TranslationTarget } from "../walk/walk-table.js";

/** What a target may choose from, for this packet; null where the host has no address to give. */
export function rangeOf(
  target: TranslationTarget,
  buffer: SocketBuffer,
  { view }: NetfilterHost,
): TranslationRange | null {
  const { family } = buffer.packet;
  switch (target.kind) {
    case "dnat":
    case "snat":
      return target;
    case "masquerade":
      // The first address of the device, of the scope that the destination needs (nf_nat_masquerade.c).
      return at(
        target,
        buffer.output === null ? null : view.primaryAddressOf(buffer.output, family),
      );
    case "redirect": {
      // Its own packets go to the loopback address, others to that of the device they came in by (nf_nat_redirect.c).
      const loopback = address(family === "ipv4" ? "127.0.0.1" : "::1");
      const { input } = buffer;
      return at(target, input === null ? loopback : view.primaryAddressOf(input, family));
    }
  }
}

function at(range: TranslationRange, only: Address | null): TranslationRange | null {
  return only === null ? null : { ...range, addresses: [only, only] };
}
