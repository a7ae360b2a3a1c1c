import type { Address } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { Actor } from "./actor.js";
import type { ClusterChange } from "./control/cluster-change.js";
import type { RouteDeclaration } from "./topology/route.js";
import type { RoutingRuleDeclaration } from "./topology/routing-rule.js";
import type {
  NeighbourDeclaration,
  RuleDumpDeclaration,
  VerbatimDeclaration,
} from "./topology/host.js";

/** Something that changes while a scenario plays. */
export type Change =
  /**
   * Builds the network step by step, as its CNI or its author would type it; must be the first change of a play. With names,
   * only what belongs to these is built, and everything else is there already.
   */
  | { readonly kind: "build"; readonly only: readonly Actor[] }
  | { readonly kind: "cluster"; readonly change: ClusterChange }
  /** A DNS server outside the cluster stops to answer, or goes on. */
  | { readonly kind: "set-upstream"; readonly address: Address; readonly answers: boolean }
  | {
      readonly kind: "sysctl";
      readonly on: Actor;
      /** With slashes: `net/ipv4/ip_forward`. */
      readonly name: string;
      /** The name as the text has it, perhaps with dots. */
      readonly written?: string;
      readonly value: string;
    }
  | { readonly kind: "add-route"; readonly on: Actor; readonly route: RouteDeclaration }
  | {
      readonly kind: "delete-route";
      readonly on: Actor;
      readonly destination: Prefix;
      readonly table: string;
    }
  | { readonly kind: "add-routing-rule"; readonly on: Actor; readonly rule: RoutingRuleDeclaration }
  | { readonly kind: "set-neighbour"; readonly on: Actor; readonly neighbour: NeighbourDeclaration }
  | { readonly kind: "flush-neighbours"; readonly on: Actor }
  | { readonly kind: "set-link"; readonly on: Actor; readonly device: string; readonly up: boolean }
  | {
      readonly kind: "set-hairpin";
      readonly on: Actor;
      readonly device: string;
      readonly hairpin: boolean;
    }
  /** Frames of the device's link are lost from now on: all of them, or a share from 0 to 1. */
  | { readonly kind: "lose"; readonly on: Actor; readonly device: string; readonly share: number }
  /** Replaces the rules of one family by a dump, as `iptables-restore` does. */
  | { readonly kind: "rules"; readonly on: Actor; readonly dump: RuleDumpDeclaration }
  /** `ipvsadm -R`: commands of ipvsadm, one a line. */
  | { readonly kind: "ipvs"; readonly on: Actor; readonly commands: VerbatimDeclaration }
  /** The tables of a text of nft take the place of those of the same names. */
  | { readonly kind: "nft"; readonly on: Actor; readonly text: VerbatimDeclaration }
  /** One `iptables` or `ip6tables` command: its words after the program's name. */
  | { readonly kind: "iptables"; readonly on: Actor; readonly command: RuleDumpDeclaration }
  /** `conntrack -D` with these words; without any, `conntrack -F`. */
  | {
      readonly kind: "flush-conntrack";
      readonly on: Actor;
      readonly filter: VerbatimDeclaration | null;
    }
  /** How many entries the conntrack table may hold. */
  | { readonly kind: "conntrack-limit"; readonly on: Actor; readonly entries: number }
  /**
   * Datagrams of one exchange that come at the same moment are taken by two processors, so that conntrack begins an entry
   * for each, and settles that as this Linux does (major and minor version); null for no longer.
   */
  | {
      readonly kind: "conntrack-race";
      readonly on: Actor;
      readonly kernel: readonly [major: number, minor: number] | null;
    };
