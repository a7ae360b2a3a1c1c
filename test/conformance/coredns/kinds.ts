import { answerCases } from "./answers/answer-cases.js";
import { checkExample } from "./answers/check-example.js";
import { checkKeys } from "./corefile/check-keys.js";
import { checkLexer } from "./corefile/check-lexer.js";
import { checkParse } from "./corefile/check-parse.js";
import { checkReadme } from "./corefile/check-readme.js";
import { checkSetup } from "./corefile/check-setup.js";
import { COREFILE_UNITS } from "./corefile/unit-tables.js";
import { listCases, tableCases } from "./conformance-case.js";
import type { ConformanceCase } from "./conformance-case.js";
import { checkPodDns } from "./kubelet/check-pod-dns.js";
import { KUBELET_UNITS } from "./kubelet/kubelet-units.js";
import { checkMigration } from "./migration/check-migration.js";
import { checkVersion } from "./migration/check-version.js";
import { KUBERNETES_UNITS } from "./plugins/kubernetes-units.js";
import { PLUGIN_UNITS } from "./plugin-units.js";
import { walkCases } from "./resolver/walk-cases.js";
import type { VectorFile } from "./vector-file.js";

/** A kind of recordings: which files are of it, and the cases that they hold. */
export interface Kind {
  readonly name: string;
  readonly folder: string;
  /** The file's name; null for any other of the folder. */
  readonly file: string | null;
  readonly cases: (file: VectorFile) => readonly ConformanceCase[];
}

/** All kinds, in the order in which they are reported. */
export const KINDS: readonly Kind[] = [
  kind("Corefile: words", "corefile", "lexer", (file) => listCases(file, checkLexer)),
  kind("Corefile: blocks", "corefile", "parse", (file) => listCases(file, checkParse)),
  kind("Corefile: keys", "corefile", "keys", (file) => listCases(file, checkKeys)),
  kind("Corefile: small functions", "corefile", "units", (file) =>
    tableCases(file, COREFILE_UNITS),
  ),
  kind("Corefile: READMEs of plugins", "corefile", "readme_corefiles", (file) =>
    listCases(file, checkReadme),
  ),
  kind("Corefile: setup of plugins", "setup", null, (file) => listCases(file, checkSetup)),
  kind("plugin kubernetes: small functions", "kubernetes", "units", (file) =>
    tableCases(file, KUBERNETES_UNITS),
  ),
  kind("plugin kubernetes: answers", "kubernetes", null, answerCases),
  kind("whole servers: loading and answers", "coredns", null, answerCases),
  kind("plugins: small functions", "unit", null, (file) =>
    tableCases(file, PLUGIN_UNITS[baseName(file)] ?? {}),
  ),
  kind("migration: releases", "migration", "versions", (file) => listCases(file, checkVersion)),
  kind("migration", "migration", null, (file) => listCases(file, checkMigration)),
  kind("kubelet: a pod's resolv.conf", "kubelet", "pod_dns", (file) =>
    listCases(file, checkPodDns),
  ),
  kind("kubelet: small functions", "kubelet", "units", (file) => tableCases(file, KUBELET_UNITS)),
  kind("resolver: walks of glibc and musl", "resolver", "walks", walkCases),
  kind("the specification's examples", "spec", "examples", (file) =>
    tableCases(file, { examples: checkExample }),
  ),
];

/** The kind of a file; null where nothing tells. */
export function kindOf(file: VectorFile): Kind | null {
  const ofFolder = KINDS.filter(({ folder }) => folder === file.folder);
  const byName = ofFolder.find((one) => one.file === baseName(file));
  return byName ?? ofFolder.find((one) => one.file === null) ?? null;
}

function kind(name: string, folder: string, file: string | null, cases: Kind["cases"]): Kind {
  return { name, folder, file, cases };
}

function baseName({ path }: VectorFile): string {
  return path.replace(/^.*\//, "").replace(/\.json$/, "");
}
