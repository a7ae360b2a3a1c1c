import type { ManifestSource } from "../../src/language/manifest/source.js";
import { readManifests } from "../../src/manifests/read-manifests.js";

/** Reads Kubernetes YAML in scenarios; the files that one may name are given by their paths. */
export function manifestsWith(files: Readonly<Record<string, string>>): ManifestSource {
  return {
    read: readManifests,
    file: (path) => {
      const text = files[path];
      return text === undefined
        ? { kind: "missing", reason: "no such file" }
        : { kind: "text", source: { name: path, text } };
    },
  };
}

/** The options with which every scenario of the project loads. */
export const WITH_MANIFESTS = { manifests: manifestsWith({}) } as const;
