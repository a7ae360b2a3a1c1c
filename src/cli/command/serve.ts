import type { SourceText } from "../../base/source-span.js";
import { isManifest } from "../../language/manifest/manifest-document.js";
import { manifestPaths } from "../../language/manifest/manifest-statements.js";
import { textIn } from "../../base/localized-text.js";
import { writeTrace } from "../../trace/read.js";
import type { Command } from "../command.js";
import { computed } from "../computed.js";
import { EXIT, Failure } from "../failure.js";
import type { ExitCode } from "../failure.js";
import { numberOption, RULES_OPTION, SEED_OPTION } from "../option.js";
import { fileReader } from "../read-named-file.js";
import { say } from "../session.js";
import type { Session } from "../session.js";
import type { ServedFile } from "../world.js";

const FIRST_PORT = 8080;
const SCRIPT = "text/javascript; charset=utf-8";

/** `hopwise serve`: a page on this machine that plays the scenario. */
export const serve: Command = {
  name: "serve",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-serve",
  options: { port: { value: "N", about: "option-port" }, ...SEED_OPTION, ...RULES_OPTION },
  async run(given, session): Promise<ExitCode> {
    const port = numberOption(given, "port", 0) ?? FIRST_PORT;
    const bundle = session.world.bundle();
    if (bundle === null) throw new Failure("missing-bundle", {}, EXIT.outside);
    const { trace, source, sources, seed, isGiven } = computed(given, session, { asks: true });
    const title = textIn(trace.header.title, session.language);
    const files = new Map<string, ServedFile>([
      ["/", { type: "text/html; charset=utf-8", text: pageOf(title, session.language, seed) }],
      ...(isGiven
        ? served(source, sources, session)
        : [["/scenario.hop", { type: PLAIN, text: writeTrace(trace) }] as const]),
      ...[...bundle].map(([name, text]) => [`/${name}`, { type: SCRIPT, text }] as const),
    ]);
    const url = await session.world.serve(files, port);
    say(session, "serving", { file: source.name, url });
    return EXIT.done;
  },
};

const PLAIN = "text/plain; charset=utf-8";

/** The scenario and the files that it names, at the paths at which the page looks for them; several files of YAML as one. */
function served(
  source: SourceText,
  sources: readonly SourceText[],
  { world }: Session,
): readonly (readonly [string, ServedFile])[] {
  const isCluster = isManifest(source);
  const text = isCluster ? sources.map((one) => one.text).join("\n---\n") : source.text;
  const read = fileReader(source.name, world);
  return [
    ["/scenario.hop", { type: PLAIN, text }],
    ...manifestPaths(source).flatMap((path): [string, ServedFile][] => {
      const file = read(path);
      const place = new URL(path, "http://localhost/scenario.hop").pathname;
      return file.kind === "text" ? [[place, { type: PLAIN, text: file.source.text }]] : [];
    }),
  ];
}

function pageOf(title: string, language: string, seed: number | null): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:">
<title>${escapeHtml(title)}</title>
<script type="module" src="/hopwise.js"></script>
</head>
<body>
<hopwise-player src="/scenario.hop"${seed === null ? "" : ` seed="${seed}"`}></hopwise-player>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
