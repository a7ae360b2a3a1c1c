import type { SourceText } from "../base/source-span.js";
import type { Trace } from "../trace/trace.js";
import { failed, reasonOf, textAt } from "./load-text.js";
import { NO_PROBLEMS } from "./source.js";
import type { Chance, Loaded, Origin } from "./source.js";

/** Fetches and computes what an origin names; never throws, for what goes wrong is shown to the reader. */
export async function loadOrigin(
  origin: Origin,
  chance: Chance,
  signal: AbortSignal,
): Promise<Loaded> {
  switch (origin.kind) {
    case "nothing":
      return { kind: "nothing" };
    case "trace":
      return recorded(origin.trace);
    case "scenario":
      return loadText(origin.source, chance, signal);
    case "url":
      return loadUrl(origin.url, chance, signal);
  }
}

async function loadUrl(url: string, chance: Chance, signal: AbortSignal): Promise<Loaded> {
  // Both are needed, so neither waits for the other.
  if (!/\.json(?:$|[?#])/.test(url)) import("./engine.js").catch(() => undefined);
  const source = await textAt(url, signal);
  return "kind" in source ? source : loadText(source, chance, signal);
}

async function loadText(source: SourceText, chance: Chance, signal: AbortSignal): Promise<Loaded> {
  try {
    if (isTrace(source)) return await loadTrace(source);
    const { computeTrace } = await import("./engine.js");
    return await computeTrace(source, chance, signal);
  } catch (error) {
    return failed("load-failed", { url: source.name, reason: reasonOf(error) });
  }
}

// A scenario begins with a word, a trace is JSON; so may Kubernetes objects be, which begin otherwise.
function isTrace({ text }: SourceText): boolean {
  return /^\s*\{(?!\s*"(?:apiVersion|items|kind|metadata)")/.test(text);
}

async function loadTrace({ name, text }: SourceText): Promise<Loaded> {
  const { readTrace } = await import("../trace/read.js");
  const read = readTrace(text);
  if ("trace" in read) return recorded(read.trace);
  const { path, expected } = read.problem;
  return failed("load-not-a-trace", { url: name, path, expected });
}

function recorded(trace: Trace): Loaded {
  const isExplored = trace.events.some(({ kind }) => kind === "choices-explored");
  const branches = isExplored ? { explore: null } : null;
  return { kind: "ready", trace, problems: NO_PROBLEMS, branches };
}
