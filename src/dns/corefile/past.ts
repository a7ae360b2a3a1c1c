import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import { pastOfOption, pastOfPlugin } from "../migration/past.js";
import type { Token } from "./corefile.js";
import { dispense, remainingArguments } from "./dispenser.js";

/** What is to be said of a directive that earlier releases had; null where none had it. */
export function removedPlugin(
  name: string,
  token: Token,
  tokens: readonly Token[],
  span: SourceSpan,
): Diagnostic | null {
  const line = dispense(tokens);
  line.at = tokens.indexOf(token);
  const past = pastOfPlugin({ name, words: remainingArguments(line), options: [] });
  if (past === null) return null;
  const { since, instead } = past;
  return instead === null
    ? errorAt(span, "corefile-moved-plugin", { name, since })
    : errorAt(span, "corefile-removed-plugin", { name, since, instead });
}

/** What is to be said of an option that a plugin refuses and that earlier releases had; null where none had it. */
export function removedOption(text: string, span: SourceSpan): Diagnostic | null {
  const [, plugin = "", name = ""] = UNKNOWN.exec(text) ?? [];
  const past = pastOfOption(plugin, name);
  if (past === null) return null;
  return errorAt(span, "corefile-removed-option", { plugin, name, since: past.since, text });
}

// As the plugins say it, after CoreDNS has named them.
const UNKNOWN = /^plugin\/(\w+): .*unknown property '(\w+)'$/;
