import type { CorefileTree, OptionTree, PluginTree, ServerTree } from "./corefile-tree.js";
import { readTree } from "./corefile-tree.js";
import { wayDown, wayUp } from "./releases.js";
import { newOptionsAt, newPluginsAt, optionAt, pluginAt } from "./standing.js";
import { splitStubDomains } from "./stub-domains.js";
import { addTransfers } from "./transfers.js";
import { writeTree } from "./write-tree.js";

/** A Corefile for another release, or why the tool writes none. */
export type Migrated = { readonly corefile: string } | { readonly error: string };

/** The way from one release of CoreDNS to another. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/**
 * What the migration tool makes of a Corefile for a later release; `deprecations` also changes what still works there
 * (coredns/corefile-migration migration/migrate.go: Migrate).
 */
export function migrateUp({ from, to }: Way, text: string, deprecations: boolean): Migrated {
  if (from === to) return { corefile: text };
  const way = wayUp(from, to);
  if ("error" in way) return way;
  let tree = readTree(text);
  for (const version of way) {
    if ("error" in tree) return tree;
    if (version === "1.8.0") tree = addTransfers(tree);
    if ("error" in tree) return tree;
    tree = { servers: tree.servers.map((server) => serverAt({ version, deprecations }, server)) };
    if (version === "1.4.0" || version === "1.5.0") tree = splitStubDomains(tree);
  }
  return "error" in tree ? tree : { corefile: writeTree(tree) };
}

/** What the migration tool makes of a Corefile for an earlier release: it takes away what was added by default since (migrate.go: MigrateDown). */
export function migrateDown({ from, to }: Way, text: string): Migrated {
  if (from === to) return { corefile: text };
  const way = wayDown(from, to);
  if ("error" in way) return way;
  const tree = readTree(text);
  if ("error" in tree) return tree;
  const taken = new Set(way.flatMap((version) => newPluginsAt(version).map(([name]) => name)));
  return { corefile: writeTree(without(tree, taken)) };
}

function without({ servers }: CorefileTree, names: ReadonlySet<string>): CorefileTree {
  return {
    servers: servers.map(({ keys, plugins }) => ({
      keys,
      plugins: plugins.filter(({ name }) => !names.has(name)),
    })),
  };
}

/** One release on the way, and whether what still works there is changed too. */
export interface Step {
  readonly version: string;
  readonly deprecations: boolean;
}

function serverAt(step: Step, { keys, plugins }: ServerTree): ServerTree {
  const changed = plugins.map((plugin) => pluginNow(step, plugin));
  const added = newPluginsAt(step.version)
    .filter(([name]) => !plugins.some((plugin) => plugin.name === name))
    .filter(([, { addedBeside }]) => changed.some(({ name }) => addedBeside.includes(name)))
    .map(([name]): PluginTree => ({ name, words: [], options: [] }));
  return { keys, plugins: [...changed, ...added] };
}

function pluginNow(step: Step, plugin: PluginTree): PluginTree {
  const era = pluginAt(step.version, plugin.name);
  if (era === null || (!step.deprecations && era.status === "deprecated")) return plugin;
  const changed = changedPlugin(step, plugin);
  const added = newOptionsAt(step.version, changed.name)
    .filter(([option]) => !plugin.options.some((one) => one.name === option))
    .map(([option, { added: words }]): OptionTree => ({ name: option, words }));
  return { ...changed, options: [...changed.options, ...added] };
}

/** A plugin as a release wants it, without what the release adds by default. */
export function changedPlugin(step: Step, { name, words, options }: PluginTree): PluginTree {
  return {
    name: pluginAt(step.version, name)?.replacedBy ?? name,
    words,
    options: options.flatMap((option) => optionNow(step, name, option)),
  };
}

function optionNow(
  { version, deprecations }: Step,
  plugin: string,
  option: OptionTree,
): readonly OptionTree[] {
  const era = optionAt(version, plugin, option.name);
  if (era === null || era.action === null) return [option];
  if (!deprecations && era.status === "deprecated") return [option];
  const changed = era.action(option);
  return changed === null ? [] : [changed];
}
