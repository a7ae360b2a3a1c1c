import { HISTORY } from "./history.js";
import type { Era, OptionEra, PluginEra } from "./history.js";
import { placeOf } from "./releases.js";

/** How a plugin stands in a release; null where the tool does not know it there. */
export function pluginAt(version: string, name: string): PluginEra | null {
  return at(version, own(HISTORY, name)?.eras ?? []);
}

/** How a plugin's option stands in a release; null where the tool does not know it there. */
export function optionAt(version: string, plugin: string, name: string): OptionEra | null {
  const history = pluginAt(version, plugin) === null ? undefined : own(HISTORY, plugin);
  if (history === undefined) return null;
  const named = at(version, own(history.options, name) ?? []);
  if (named !== null) return named;
  return history.patterns.some((pattern) => pattern.test(name)) ? PLAIN : null;
}

/** The plugins that a release adds to Corefiles that lack them, by name. */
export function newPluginsAt(version: string): readonly (readonly [string, PluginEra])[] {
  return Object.keys(HISTORY).flatMap((name) => {
    const era = pluginAt(version, name);
    return era?.status === "newdefault" ? [[name, era] as const] : [];
  });
}

/** The options of a plugin that a release adds where they are not there, by name. */
export function newOptionsAt(
  version: string,
  plugin: string,
): readonly (readonly [string, OptionEra])[] {
  return Object.keys(own(HISTORY, plugin)?.options ?? {}).flatMap((name) => {
    const era = optionAt(version, plugin, name);
    return era?.status === "newdefault" ? [[name, era] as const] : [];
  });
}

const PLAIN: OptionEra = { since: "", known: true, status: null, action: null, added: [] };

function at<E extends Era>(version: string, eras: readonly E[]): E | null {
  const place = placeOf(version) ?? -1;
  const era = eras.findLast(({ since }) => (placeOf(since) ?? Infinity) <= place);
  return era?.known === true ? era : null;
}

// The names are a user's: `constructor` is no plugin.
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
