import type { SomeCaptionTexts } from "../../message/caption/en.js";
import { fill } from "../../message/fill.js";
import { required } from "../../base/assert.js";
import { textIn } from "../../base/localized-text.js";
import type { EventKind, TraceEvent } from "../../trace/event/event.js";
import type { TraceState } from "../../trace/state.js";
import type { Step } from "../../trace/step.js";
import type { Trace } from "../../trace/trace.js";
import { say, tellingOf } from "./context.js";
import type { Caption, Teller, Tellers } from "./context.js";
import { CONNTRACK } from "./conntrack.js";
import { DNS } from "./dns.js";
import { NETFILTER } from "./netfilter.js";
import { NETWORK } from "./network.js";
import type { MoreKind } from "./more.js";
import { PLAY } from "./play.js";

/** Who tells which kinds of events. */
export type SomeTellers = Partial<Tellers<EventKind>>;

/** Who tells what happens in a cluster; hosts, bridges and tunnels have tellers of their own. */
export const BASE_TELLERS: Tellers<Exclude<EventKind, MoreKind>> = {
  ...PLAY,
  ...NETWORK,
  ...NETFILTER,
  ...CONNTRACK,
  ...DNS,
};

/** What just happened and why: the fact that the step is about, as a code and its parameters. */
export function captionBy(
  tellers: SomeTellers,
  trace: Trace,
  step: Step,
  before: TraceState,
  after: TraceState,
): Caption {
  const event = required(trace.events[step.about], "a step's event");
  const tell = tellerOf(tellers, event);
  // A file of a later version may hold kinds that this one does not know; their names are all that can be said.
  return (
    tell?.(event, tellingOf(trace, step, event, before, after)) ??
    say("otherwise", { kind: event.kind })
  );
}

/** The caption in the words of a language. */
export function captionText(caption: Caption, templates: SomeCaptionTexts): string {
  const authored = Object.entries(caption.authored ?? {}).map(
    ([name, text]) => [name, textIn(text, templates.language)] as const,
  );
  const parts = Object.entries(caption.parts ?? {}).map(
    ([name, part]) => [name, captionText(part, templates)] as const,
  );
  const parameters = { ...caption.parameters, ...Object.fromEntries([...authored, ...parts]) };
  const sentence = fill(templates[caption.code] ?? "", parameters);
  if (caption.because === undefined) return sentence;
  const second = captionText(caption.because, templates);
  return /[。!?]$/.test(sentence) ? `${sentence}${second}` : `${sentence} ${second}`;
}

// The row's own kind is the event's kind, which the compiler cannot follow through the look-up; a kind of a later
// version has no row.
function tellerOf(tellers: SomeTellers, event: TraceEvent): Teller<EventKind> | undefined {
  return Object.hasOwn(tellers, event.kind)
    ? (tellers[event.kind] as Teller<EventKind>)
    : undefined;
}
