import type { SourceText } from "../../base/source-span.js";
import type { ReadManifests } from "../../cluster/manifest.js";

/** What reads Kubernetes YAML, and where the files come from that a scenario names; the language itself knows neither. */
export interface ManifestSource {
  readonly read: ReadManifests;
  /** A file by its path as the scenario has it. */
  readonly file: (path: string) => ManifestFile;
}

/** A file, or why it cannot be had. */
export type ManifestFile =
  | { readonly kind: "text"; readonly source: SourceText }
  | { readonly kind: "missing"; readonly reason: string };
