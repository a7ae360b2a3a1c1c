import { readTree } from "../../../../src/dns/migration/corefile-tree.js";
import { DEFAULT_COREFILES } from "../../../../src/dns/migration/default-corefiles.js";
import { HISTORY } from "../../../../src/dns/migration/history.js";
import { placeOf, RELEASES } from "../../../../src/dns/migration/releases.js";
import { optionAt, pluginAt } from "../../../../src/dns/migration/standing.js";
import { differences } from "../conformance-case.js";
import type { Check } from "../conformance-case.js";

/** What the tool knows of one release. */
interface Recorded {
  readonly version: string;
  readonly next: string;
  readonly prior: string;
  readonly k8sReleases: readonly string[];
  readonly defaultCorefile: string;
  readonly plugins: Readonly<Record<string, RecordedPlugin>>;
}

interface RecordedPlugin {
  readonly status: string;
  readonly replacedBy: string;
  readonly addedByDefault: boolean;
  /** The status by option, with `+action` where it is changed and `+add` where it is added. */
  readonly options: Readonly<Record<string, string>>;
  readonly optionPatterns: readonly string[];
}

/** Compares all that is known of a release. */
export const checkVersion: Check<Recorded> = ({ version, ...recorded }) => {
  const place = placeOf(version) ?? NaN;
  const model = DEFAULT_COREFILES.find(({ versions }) => versions.includes(version));
  return [
    ...differences("next", RELEASES[place + 1]?.version ?? "", recorded.next),
    ...differences("prior", RELEASES[place - 1]?.version ?? "", recorded.prior),
    ...differences("Kubernetes", RELEASES[place]?.kubernetes, recorded.k8sReleases),
    ...differences("default", model?.tree ?? { servers: [] }, readTree(recorded.defaultCorefile)),
    ...pluginDifferences(pluginsOf(version), recordedPlugins(recorded.plugins)),
  ];
};

type Plugins = Readonly<Record<string, object>>;

function pluginDifferences(found: Plugins, expected: Plugins): readonly string[] {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].flatMap((name) => differences(name, found[name], expected[name]));
}

function pluginsOf(version: string): Plugins {
  const known = Object.keys(HISTORY).filter((name) => pluginAt(version, name) !== null);
  return Object.fromEntries(
    known.sort().map((name) => {
      const era = pluginAt(version, name);
      const { options = {}, patterns = [] } = HISTORY[name] ?? {};
      const own = Object.keys(options).flatMap((option) => {
        const standing = optionAt(version, name, option);
        if (standing === null) return [];
        const { action, status } = standing;
        const change = action === null ? "" : "+action";
        const addition = status === "newdefault" ? "+add" : "";
        return [[option, `${status ?? ""}${change}${addition}`] as const];
      });
      return [
        name,
        {
          status: era?.status ?? "",
          replacedBy: era?.replacedBy ?? "",
          addedByDefault: era?.status === "newdefault",
          options: Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1))),
          optionPatterns: patterns.map(({ source }) => source).sort(),
        },
      ];
    }),
  );
}

function recordedPlugins(plugins: Recorded["plugins"]): Plugins {
  return Object.fromEntries(
    Object.entries(plugins)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { status, replacedBy, addedByDefault, options, optionPatterns }]) => {
        const patterns = [...optionPatterns].sort();
        return [name, { status, replacedBy, addedByDefault, options, optionPatterns: patterns }];
      }),
  );
}
