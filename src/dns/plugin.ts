import type { Handler } from "./chain.js";
import type { BlockKey, Token } from "./corefile/corefile.js";
import type { Dispenser } from "./corefile/dispenser.js";
import type { Mistake } from "./corefile/mistake.js";
import type { DnsFiles } from "./files.js";
import type { Host } from "./host.js";
import type { Offer } from "./offer.js";
import type { DnsRequest } from "./request.js";
import type { StreamLimits } from "./stream-limits.js";
import type { DnsWorld } from "./world.js";

/** Reads a plugin's directive, with every word of it, and gives what it adds to its server block. */
export type Setup = (directive: Dispenser, block: SetupBlock) => SetupDone | Mistake;

/** What a plugin may know of the server block that it is set up in. */
export interface SetupBlock {
  /** The block's zones, in order. */
  readonly zones: readonly string[];
  /** The block's keys, in order: its zones with transports and ports. */
  readonly keys?: readonly BlockKey[];
  /** The plugins whose directives the block has. */
  readonly plugins?: ReadonlySet<string>;
  /** The files that directives may name. */
  readonly files?: DnsFiles;
  /** The folder that `root` says; empty where it is not said. */
  readonly root?: string;
  /** Where CoreDNS is started. */
  readonly host?: Host;
}

/** A plugin that is set up. */
export interface SetupDone {
  readonly kind: "done";
  /** Its places in the chain; none where it only sets something. */
  readonly parts: readonly PluginPart[];
  readonly unsupported: readonly Unsupported[];
  /** Words that it passes over as CoreDNS does, with what may have been meant; absent where there are none. */
  readonly overlooked?: readonly Overlooked[];
  /** With what CoreDNS ends when it starts, though every directive is right; absent where it does not. */
  readonly failure?: Mistake;
  /** What it sets for its block. */
  readonly settings?: Partial<BlockSettings>;
}

/** What holds for a whole server block (coredns core/dnsserver/config.go: Config). */
export interface BlockSettings {
  /** The addresses that it listens at, as written or as the interfaces have them; null for all. */
  readonly listenAt: readonly string[] | null;
  /** Where relative paths begin; empty for the working directory. */
  readonly root: string;
  /** Which queries it takes; null for all. */
  readonly view: BlockView | null;
  /** What it says of connections over TCP. */
  readonly limits: Partial<StreamLimits>;
}

/** What holds where no plugin sets anything. */
export const DEFAULT_SETTINGS: BlockSettings = {
  listenAt: null,
  root: "",
  view: null,
  limits: {},
};

/** A condition on the queries of a server block, under a name. */
export interface BlockView {
  readonly name: string;
  /** The line of its directive in the Corefile. */
  readonly line: number;
  /** Makes the filter when the server starts. */
  start(world: DnsWorld): BlockFilter;
}

/** Whether a block takes a query; "unknown" where that is not simulated, and nothing is guessed. */
export type BlockFilter = (request: DnsRequest) => boolean | "unknown";

/** A place in the chain of a server block. */
export interface PluginPart {
  /** The line of its directive in the Corefile. */
  readonly line: number;
  /** Makes the handler, with a memory of its own, when the server starts. */
  start(world: DnsWorld): Handler | RunningPlugin;
}

/** A handler, and what the other plugins of the block may use of it. */
export interface RunningPlugin {
  readonly handler: Handler;
  readonly offer: Offer;
}

/** An option that is read but not acted on yet. */
export interface Unsupported {
  readonly feature: string;
  readonly token: Token | null;
}

/** A word that CoreDNS passes over without a sound. */
export interface Overlooked {
  readonly token: Token | null;
  /** The words that would have counted in its place. */
  readonly known: readonly string[];
}

/** A value while it is being put together. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** What CoreDNS says where a directive stands twice (coredns plugin/plugin.go: ErrOnce). */
export const ONLY_ONCE = "this plugin can only be used once per Server Block";

/** A plugin that only sets something. */
export const NOTHING_ADDED: SetupDone = { kind: "done", parts: [], unsupported: [] };
