import { isDefaultCorefile } from "../../../../src/dns/migration/default-corefile.js";
import { migrateDown, migrateUp } from "../../../../src/dns/migration/migrate.js";
import type { Migrated } from "../../../../src/dns/migration/migrate.js";
import { noticeText } from "../../../../src/dns/migration/notice.js";
import type { Notice } from "../../../../src/dns/migration/notice.js";
import { deprecatedNotices, unsupportedNotices } from "../../../../src/dns/migration/notices.js";
import { differences } from "../conformance-case.js";
import type { Check } from "../conformance-case.js";

/** One call of the migration tool's library. */
interface Recorded {
  readonly op: "migrate" | "migratedown" | "deprecated" | "unsupported" | "default";
  readonly from: string;
  readonly to: string;
  readonly corefile: string;
  readonly deprecations?: boolean;
  readonly expectedCorefile?: string;
  readonly notices?: readonly Partial<Notice>[];
  readonly text?: readonly string[];
  readonly isDefault?: boolean;
  readonly error?: string;
}

/** Compares what the tool writes, says, or refuses. */
export const checkMigration: Check<Recorded> = (recorded) => {
  const { op, from, to, corefile } = recorded;
  switch (op) {
    case "migrate":
      return checkText(migrateUp({ from, to }, corefile, recorded.deprecations === true), recorded);
    case "migratedown":
      return checkText(migrateDown({ from, to }, corefile), recorded);
    case "deprecated":
      return checkNotices(deprecatedNotices(from, to, corefile), recorded);
    case "unsupported":
      return checkNotices(unsupportedNotices(from, to, corefile), recorded);
    case "default":
      return differences("is the default", isDefaultCorefile(corefile), recorded.isDefault);
  }
};

function checkText(found: Migrated, { error, expectedCorefile }: Recorded): readonly string[] {
  if ("error" in found) return differences("error", found.error, error);
  return differences("Corefile", found.corefile, expectedCorefile);
}

function checkNotices(
  found: ReturnType<typeof deprecatedNotices>,
  { error, notices = [], text }: Recorded,
): readonly string[] {
  if ("error" in found) return differences("error", found.error, error);
  if (error !== undefined) return [`says nothing of the error ${error}`];
  const inForm = (list: readonly Partial<Notice>[]): readonly object[] =>
    list.map(({ plugin, option = null, severity, version, replacedBy = null }) => {
      return { plugin, option, severity, version, replacedBy };
    });
  return [
    ...differences("notices", inForm(found.notices), inForm(notices)),
    ...(text === undefined ? [] : differences("text", found.notices.map(noticeText), text)),
  ];
}
