import { en } from "../../message/en.js";
import { ja } from "../../message/ja.js";
import { lookAt } from "../../scene/look.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { createHistory } from "../../trace/history.js";
import type { Trace } from "../../trace/trace.js";

/** The facts that are told, and how far they are indented: what the client does, the server, its plugins. */
const TOLD: Readonly<Partial<Record<TraceEvent["kind"], string>>> = {
  "query-sent": "",
  "block-chosen": "  ",
  "plugin-entered": "    ",
  "plugin-acted": "      ",
  "plugin-answered": "    ",
  "answer-received": "",
};

/** The way of a question: to which server, through which plugins, and what each of them did, a sentence each. */
export function chainText(trace: Trace, language: "en" | "ja"): string {
  const history = createHistory(trace);
  return trace.events
    .flatMap((event, index) => {
      const indent = TOLD[event.kind];
      if (indent === undefined) return [];
      const step = { index: 0, from: index, to: index + 1, about: index, chapter: null };
      const { caption } = lookAt(trace, history, { ...step, level: "rules" }, { en, ja }[language]);
      return [`${secondsText(event.at)}  ${indent}${caption}\n`];
    })
    .join("");
}

function secondsText(microseconds: number): string {
  return `${(microseconds / 1e6).toFixed(6)} s`;
}
