import { warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { LocalizedText } from "../../base/localized-text.js";
import type { PlayItem } from "../../cluster/scenario.js";
import { headSpanOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readLocalized } from "../value/localized.js";
import { readWords } from "../word-reader.js";

type SpokenKind = "chapter" | "note" | "ask";

/** Reads a text for readers into a play; the same text in another language joins the one right before it. */
export function readSpoken(
  kind: SpokenKind,
  line: Statement,
  play: PlayItem[],
  report: Report,
): void {
  const said = readLocalized(readWords(line, report));
  if (said === null) return;
  const last = play.at(-1);
  const before = last?.kind === kind ? textOf(last) : null;
  if (
    last !== undefined &&
    before !== null &&
    said.language !== "en" &&
    !(said.language in before)
  ) {
    play[play.length - 1] = itemOf(kind, { ...before, [said.language]: said.text }, last);
    return;
  }
  const span = headSpanOf(line);
  if (said.language !== "en")
    report(warningAt(span, "text-without-english", { word: kind, language: said.language }));
  play.push(itemOf(kind, { en: said.text, [said.language]: said.text }, { span }));
}

function textOf(item: PlayItem): LocalizedText | null {
  if (item.kind === "chapter") return item.title;
  return item.kind === "note" || item.kind === "ask" ? item.text : null;
}

function itemOf(kind: SpokenKind, text: LocalizedText, { span }: Pick<PlayItem, "span">): PlayItem {
  return kind === "chapter" ? { kind, title: text, span } : { kind, text, span };
}
