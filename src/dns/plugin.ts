import type { Handler } from "./chain.js";
import type { Token } from "./corefile/corefile.js";
import type { Dispenser } from "./corefile/dispenser.js";
import type { Mistake } from "./corefile/mistake.js";
import type { DnsFiles } from "./files.js";
import type { Offer } from "./offer.js";
import type { DnsWorld } from "./world.js";

/** Reads a plugin's directive, with every word of it, and gives what it adds to its server block. */
export type Setup = (directive: Dispenser, block: SetupBlock) => SetupDone | Mistake;

/** What a plugin may know of the server block that it is set up in. */
export interface SetupBlock {
  /** The block's zones, in order. */
  readonly zones: readonly string[];
  /** The plugins whose directives the block has. */
  readonly plugins?: ReadonlySet<string>;
  /** The files that directives may name. */
  readonly files?: DnsFiles;
  /** The folder that `root` says; empty where it is not said. */
  readonly root?: string;
}

/** A plugin that is set up. */
export interface SetupDone {
  readonly kind: "done";
  /** Its places in the chain; none where it only sets something. */
  readonly parts: readonly PluginPart[];
  readonly unsupported: readonly Unsupported[];
}

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

/** A value while it is being put together. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** What CoreDNS says where a directive stands twice (coredns plugin/plugin.go: ErrOnce). */
export const ONLY_ONCE = "this plugin can only be used once per Server Block";

/** A plugin that only sets something. */
export const NOTHING_ADDED: SetupDone = { kind: "done", parts: [], unsupported: [] };
