import type { PluginTree } from "./corefile-tree.js";
import { HISTORY } from "./history.js";
import { changedPlugin } from "./migrate.js";
import { RELEASES } from "./releases.js";

/** What earlier releases had, and since which release it is gone. */
export interface Past {
  /** The release without it. */
  readonly since: string;
  /** What the migration tool writes in its place, on one line; null where it writes nothing. */
  readonly instead: string | null;
}

/** Plugins that moved out of CoreDNS and that the migration tool never knew (coredns notes/coredns-1.7.0.md). */
const MOVED: Readonly<Record<string, string>> = { federation: "1.7.0" };

/** What became of a plugin that the newest release does not have; null where no release had it. */
export function pastOfPlugin(plugin: PluginTree): Past | null {
  const { name } = plugin;
  const moved = Object.hasOwn(MOVED, name) ? MOVED[name] : undefined;
  if (moved !== undefined) return { since: moved, instead: null };
  const eras = Object.hasOwn(HISTORY, name) ? (HISTORY[name]?.eras ?? []) : [];
  const since = eras.find(({ status }) => status === "removed")?.since;
  if (since === undefined) return null;
  const now = changedThroughAll(plugin);
  return { since, instead: [now.name, ...now.words].join(" ") };
}

/** What became of an option that the newest release does not have; null where no release had it. */
export function pastOfOption(plugin: string, option: string): Past | null {
  const options = Object.hasOwn(HISTORY, plugin) ? HISTORY[plugin]?.options : undefined;
  const eras = options !== undefined && Object.hasOwn(options, option) ? options[option] : [];
  const since = eras?.find(({ status }) => status === "removed")?.since;
  if (since === undefined || eras?.at(-1)?.known === true) return null;
  return { since, instead: null };
}

function changedThroughAll(plugin: PluginTree): PluginTree {
  return RELEASES.reduce(
    (tree, { version }) => changedPlugin({ version, deprecations: true }, tree),
    plugin,
  );
}
