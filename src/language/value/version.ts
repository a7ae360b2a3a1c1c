import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { ProxySettings } from "../../cluster/proxy-settings.js";
import { DEFAULT_VERSION, minorOf, modeMistake, VERSIONS } from "../../cluster/proxy-version.js";
import type { Statement } from "../syntax.js";
import { readWords } from "../word-reader.js";

/** Reads `version 1.30`, perhaps with a patch behind it; the newest version where nothing right is said. */
export function readVersion(part: Statement | undefined, report: Report): string {
  if (part === undefined) return DEFAULT_VERSION;
  const words = readWords(part, report);
  const expected = `1.${VERSIONS.oldest} … 1.${VERSIONS.newest}`;
  const word = words.take(expected);
  words.end();
  if (word === null) return DEFAULT_VERSION;
  const [, version] = /^v?(1\.\d{1,2})(?:\.\d{1,3})?$/.exec(word.text) ?? [];
  if (version !== undefined) {
    const minor = minorOf(version);
    if (minor >= VERSIONS.oldest && minor <= VERSIONS.newest) return version;
  }
  report(
    errorAt(word.span, "unknown-kubernetes-version", { text: word.text, expected: [expected] }),
  );
  return DEFAULT_VERSION;
}

/** Settings whose mode the version has; reports, where one of them is said, that it has none, or that another version's rules stand for it. */
export function fitVersion(
  proxy: ProxySettings,
  version: string,
  span: SourceSpan | null,
  report: Report,
): ProxySettings {
  const mistake = modeMistake(proxy.mode, version);
  if (mistake === null || span === null) return proxy;
  const { mode } = proxy;
  switch (mistake.kind) {
    case "no-such-mode": {
      const expected = [`version ${mistake.versions}`, "proxy iptables"];
      report(
        errorAt(span, "mode-not-in-version", {
          mode,
          version,
          versions: mistake.versions,
          expected,
        }),
      );
      return { ...proxy, mode: "iptables" };
    }
    case "other-version": {
      const { versions, instead } = mistake;
      report(warningAt(span, "version-not-imitated", { mode, version, versions, instead }));
      return proxy;
    }
  }
}
