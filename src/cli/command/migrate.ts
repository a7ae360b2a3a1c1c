import { migrateDown, migrateUp } from "../../dns/migration/migrate.js";
import { noticeText } from "../../dns/migration/notice.js";
import { deprecatedNotices, unsupportedNotices } from "../../dns/migration/notices.js";
import { RELEASES } from "../../dns/migration/releases.js";
import type { Command } from "../command.js";
import { EXIT, Failure } from "../failure.js";
import { hasOption, OUTPUT_OPTION, textOption } from "../option.js";
import { printData, readSource } from "../session.js";

const VERSIONS = RELEASES.map(({ version }) => version);

/** `hopwise migrate`: a Corefile for another release of CoreDNS, as the migration tool of kubeadm writes it. */
export const migrate: Command = {
  name: "migrate",
  words: "COREFILE",
  mostWords: 1,
  about: "about-migrate",
  options: {
    from: { value: "VERSION", about: "option-migrate-from" },
    to: { value: "VERSION", about: "option-migrate-to" },
    "keep-deprecated": { about: "option-keep-deprecated" },
    down: { about: "option-migrate-down" },
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const { text } = readSource(given, session);
    const from = textOption(given, "from") ?? VERSIONS[0] ?? "";
    const to = textOption(given, "to") ?? VERSIONS.at(-1) ?? "";
    const migrated = hasOption(given, "down")
      ? migrateDown({ from, to }, text)
      : migrateUp({ from, to }, text, !hasOption(given, "keep-deprecated"));
    if ("error" in migrated)
      throw new Failure("not-migrated", { reason: migrated.error, known: VERSIONS });
    if (!session.quiet && !hasOption(given, "down"))
      for (const notice of noticesOn(from, to, text)) session.world.err(`${notice}\n`);
    printData(migrated.corefile, given, session);
    return EXIT.done;
  },
};

// The tool says a thing for each release that it holds in; the first time is enough here.
function noticesOn(from: string, to: string, text: string): readonly string[] {
  const seen = new Set<string>();
  return [deprecatedNotices(from, to, text), unsupportedNotices(from, to, text)].flatMap((found) =>
    "error" in found
      ? []
      : found.notices.flatMap((notice) => {
          const key = `${notice.plugin} ${notice.option ?? ""} ${notice.severity}`;
          if (seen.has(key)) return [];
          seen.add(key);
          return [noticeText(notice)];
        }),
  );
}
