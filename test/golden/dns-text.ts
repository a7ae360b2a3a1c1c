import { printMessage } from "../../src/dns/client/print-dig.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import type { Trace } from "../../src/trace/trace.js";

/** Every question that was answered, with the plugins that it passed and the answer as dig prints it. */
export function dnsText(trace: Trace): string {
  return trace.events
    .flatMap((event) => (event.kind === "answer-received" ? [answerText(trace, event)] : []))
    .join("\n");
}

type Answer = Extract<TraceEvent, { readonly kind: "answer-received" }>;

function answerText({ header, events }: Trace, { at, namespace, query, question, message }: Answer): string {
  const asker = header.namespaces.find(({ id }) => id === namespace)?.name ?? "";
  const plugins = events.flatMap((event) =>
    event.kind === "plugin-entered" && event.query === query ? [event.plugin] : [],
  );
  const sent = events.find((event) => event.kind === "query-sent" && event.query === query);
  if (sent?.kind !== "query-sent") throw new Error(`nobody asked ${question.name}`);
  const { server } = sent;
  return [
    `### ${asker} asks ${question.name} ${question.type}`,
    `### plugins: ${plugins.join(" → ")}`,
    printMessage(message),
    `;; Query time: ${Math.round((at - sent.at) / 1000)} msec`,
    `;; SERVER: ${server}#53(${server}) (UDP)`,
    "",
  ].join("\n");
}
