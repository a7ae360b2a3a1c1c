import type { CorefileTree, PluginTree } from "./corefile-tree.js";
import { readTree } from "./corefile-tree.js";
import type { Notice } from "./notice.js";
import { wayUp } from "./releases.js";
import { newOptionsAt, newPluginsAt, optionAt, pluginAt } from "./standing.js";

/** Notices, or why the tool gives none. */
export type Noticed = { readonly notices: readonly Notice[] } | { readonly error: string };

/** What is deprecated, ignored, removed or new by default on the way from one release to a later one (migrate.go: Deprecated). */
export function deprecatedNotices(from: string, to: string, text: string): Noticed {
  return noticesOf(from, to, text, changeNotices);
}

/** What of a Corefile the tool does not know (migrate.go: Unsupported). */
export function unsupportedNotices(from: string, to: string, text: string): Noticed {
  return noticesOf(from, to, text, unknownNotices);
}

type NoticesAt = (version: string, tree: CorefileTree) => readonly Notice[];

function noticesOf(from: string, to: string, text: string, noticesAt: NoticesAt): Noticed {
  if (from === to) return { notices: [] };
  const way = wayUp(from, to);
  if ("error" in way) return way;
  const tree = readTree(text);
  if ("error" in tree) return tree;
  return { notices: way.flatMap((version) => noticesAt(version, tree)) };
}

const PLAIN = { option: null, replacedBy: null };

function changeNotices(version: string, { servers }: CorefileTree): readonly Notice[] {
  return servers.flatMap(({ plugins }) => [
    ...plugins.flatMap((plugin) => pluginNotices(version, plugin)),
    ...newPluginsAt(version).flatMap(([name]): readonly Notice[] =>
      plugins.some((plugin) => plugin.name === name)
        ? []
        : [{ ...PLAIN, plugin: name, severity: "newdefault", version }],
    ),
  ]);
}

function pluginNotices(version: string, { name, options }: PluginTree): readonly Notice[] {
  const era = pluginAt(version, name);
  if (era === null) return [];
  const about = { ...PLAIN, plugin: name, version };
  if (era.status !== null && era.status !== "newdefault")
    return [{ ...about, severity: era.status, replacedBy: era.replacedBy }];
  const old = options.flatMap((option): readonly Notice[] => {
    const status = optionAt(version, name, option.name)?.status ?? null;
    if (status === null || status === "newdefault") return [];
    return [{ ...about, option: option.name, severity: status }];
  });
  const added = newOptionsAt(version, name)
    .filter(([option]) => !options.some((one) => one.name === option))
    .map(([option]): Notice => ({ ...about, option, severity: "newdefault" }));
  return [...old, ...added];
}

function unknownNotices(version: string, { servers }: CorefileTree): readonly Notice[] {
  const plugins = servers.flatMap((server) => server.plugins);
  return plugins.flatMap(({ name, options }): readonly Notice[] => {
    const about = { ...PLAIN, plugin: name, severity: "unsupported", version } as const;
    if (pluginAt(version, name) === null) return [about];
    return options
      .filter((option) => optionAt(version, name, option.name) === null)
      .map((option) => ({ ...about, option: option.name }));
  });
}
