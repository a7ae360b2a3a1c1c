import type { ForwardingEntry, HostTables, NeighbourEntry } from "../host-tables.js";
import type { NftablesHeader } from "../nftables-header.js";
import type { RuleSetHeader } from "../header.js";

/** Facts of what a host has learned, and of what was changed on it. */
export type HostEvent =
  /** Somebody typed it, or a program ran it: a step of a CNI, a change of the play. */
  | { readonly kind: "command-run"; readonly command: string }
  /** A neighbour was asked for (ARP or ND); nobody has answered yet. */
  | { readonly kind: "neighbour-asked"; readonly address: string; readonly device: string }
  /** An entry came, changed its state, or went (`entry` with state FAILED stays listed as the kernel does). */
  | { readonly kind: "neighbour-changed"; readonly entry: NeighbourEntry }
  | { readonly kind: "neighbour-removed"; readonly address: string; readonly device: string }
  /** A bridge or a VXLAN device learned behind which port a hardware address is. */
  | { readonly kind: "forwarding-learned"; readonly entry: ForwardingEntry }
  | {
      readonly kind: "forwarding-removed";
      readonly mac: string;
      readonly device: string;
    }
  /** Tables that are as listed from now on; what is absent stays as it was. */
  | { readonly kind: "tables-changed"; readonly tables: Partial<HostTables> }
  /** The rules of one family are as listed from now on. */
  | { readonly kind: "rules-changed"; readonly ruleSet: RuleSetHeader }
  /** The tables of nft are as listed from now on. */
  | { readonly kind: "nftables-changed"; readonly nftables: NftablesHeader };
