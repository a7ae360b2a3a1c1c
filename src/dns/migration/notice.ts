/** How a plugin or option stands in a release. */
export type Severity = "deprecated" | "ignored" | "removed" | "newdefault" | "unsupported";

/** What somebody who changes the release must know about a line of their Corefile. */
export interface Notice {
  readonly plugin: string;
  /** Null where the whole plugin is meant. */
  readonly option: string | null;
  readonly severity: Severity;
  readonly version: string;
  readonly replacedBy: string | null;
}

/** A notice in the tool's words (coredns/corefile-migration migration/notice.go: ToString). */
export function noticeText({ plugin, option, severity, version, replacedBy }: Notice): string {
  const what = option === null ? `Plugin "${plugin}"` : `Option "${option}" in plugin "${plugin}"`;
  const instead = replacedBy === null ? "" : ` It is replaced by "${replacedBy}".`;
  return `${what} ${severityText(severity)} ${version}.${instead}`;
}

function severityText(severity: Severity): string {
  switch (severity) {
    case "unsupported":
      return "is unsupported by this migration tool in";
    case "newdefault":
      return "is added as a default in";
    case "deprecated":
    case "ignored":
    case "removed":
      return `is ${severity} in`;
  }
}
