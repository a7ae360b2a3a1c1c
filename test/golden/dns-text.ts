import type { Trace } from "../../src/trace/trace.js";
import { printDig } from "../../src/dns/print-dig.js";

/** Every question that was answered, with the plugins that it passed and the answer as dig prints it. */
export function dnsText({ header, events }: Trace): string {
  const passed = new Map<number, string[]>();
  const blocks: string[] = [];
  for (const event of events) {
    if (event.kind === "plugin-entered") {
      passed.set(event.query, [...(passed.get(event.query) ?? []), event.plugin]);
    } else if (event.kind === "answer-received") {
      const asker = header.namespaces.find(({ id }) => id === event.namespace)?.name ?? "";
      blocks.push(
        [
          `### ${asker} asks ${event.question.name} ${event.question.type}`,
          `### plugins: ${(passed.get(event.query) ?? []).join(" → ")}`,
          printDig(event.message),
        ].join("\n"),
      );
    }
  }
  return `${blocks.join("\n\n")}\n`;
}
