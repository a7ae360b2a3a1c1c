import type { TraceEvent } from "./event/event.js";
import type { TraceHeader } from "./header.js";
import { brokenReference } from "./shape/reference.js";
import { eventShape } from "./shape/event-shape.js";
import { headerShape } from "./shape/header-shape.js";
import { isRecord, type Fault, type Shape } from "./shape/shape.js";
import type { Trace } from "./trace.js";

/** Why a text is no trace: what is wrong, where, and what was expected there. */
export interface TraceProblem extends Fault {
  readonly code: "too-large" | "not-json" | "other-format" | "wrong-shape" | "broken-reference";
}

/** A trace, or why there is none. */
export type ReadTrace = { readonly trace: Trace } | { readonly problem: TraceProblem };

/** What is read at most: characters of text, events, and brackets inside one another. */
export const TRACE_LIMITS = { characters: 100_000_000, events: 1_000_000, depth: 32 } as const;

/** Reads a trace from untrusted JSON. Events of kinds that this version does not know are kept. */
export function readTrace(text: string): ReadTrace {
  if (text.length > TRACE_LIMITS.characters) {
    return problem("too-large", "", `at most ${TRACE_LIMITS.characters} characters`);
  }
  // Deep nesting could exhaust the stack of whatever walks the value later.
  if (isDeeperThan(text, TRACE_LIMITS.depth)) {
    return problem("too-large", "", `at most ${TRACE_LIMITS.depth} levels of nesting`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return problem("not-json", "", error instanceof Error ? error.message : "JSON");
  }
  return checked(value);
}

/** Writes a trace: the header on one line, then each event on its own, so that a diff shows what changed. */
export function writeTrace({ header, events }: Trace): string {
  const lines = events.map((event, index) => {
    const { at, namespace, packet, kind, ...rest } = event;
    const comma = index === events.length - 1 ? "" : ",";
    return JSON.stringify({ at, namespace, packet, kind, ...rest }) + comma;
  });
  return [`{"header":${JSON.stringify(header)},`, '"events":[', ...lines, "]}", ""].join("\n");
}

function checked(value: unknown): ReadTrace {
  if (!isRecord(value)) return problem("wrong-shape", "", "an object");
  const { header, events } = value;
  const format = isRecord(header) ? header["format"] : undefined;
  if (format !== "hopwise-trace/1") {
    return problem("other-format", "header.format", "hopwise-trace/1");
  }
  if (!fits(headerShape, header)) return wrong(headerShape.faultOf(header, "header"));
  if (!Array.isArray(events)) return problem("wrong-shape", "events", "a list");
  if (events.length > TRACE_LIMITS.events) {
    return problem("too-large", "events", `at most ${TRACE_LIMITS.events} events`);
  }
  const known: TraceEvent[] = [];
  for (const [index, event] of (events as readonly unknown[]).entries()) {
    if (!fits(eventShape, event)) return wrong(eventShape.faultOf(event, `events[${index}]`));
    known.push(event);
  }
  const trace = { header, events: known };
  const broken = brokenReference(trace);
  return broken === null ? { trace } : problem("broken-reference", broken.path, broken.expected);
}

function fits<T extends TraceHeader | TraceEvent>(shape: Shape<T>, value: unknown): value is T {
  return shape.faultOf(value, "") === null;
}

function wrong(fault: Fault | null): ReadTrace {
  return problem("wrong-shape", fault?.path ?? "", fault?.expected ?? "");
}

function problem(code: TraceProblem["code"], path: string, expected: string): ReadTrace {
  return { problem: { code, path, expected } };
}

function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (isInText) {
      if (character === 0x5c) index++;
      else if (character === 0x22) isInText = false;
    } else if (character === 0x22) isInText = true;
    else if (character === 0x7b || character === 0x5b) {
      if (++depth > limit) return true;
    } else if (character === 0x7d || character === 0x5d) depth--;
  }
  return false;
}
