import type { SourceText } from "../base/source-span.js";
import { failed, reasonOf, textAt } from "./load-text.js";
import { NO_PROBLEMS } from "./source.js";
import type { Loaded, Origin } from "./source.js";

/** Fetches and computes what an origin names; never throws, for what goes wrong is shown to the reader. */
export async function loadOrigin(
  origin: Origin,
  seed: number | null,
  signal: AbortSignal,
): Promise<Loaded> {
  switch (origin.kind) {
    case "nothing":
      return { kind: "nothing" };
    case "trace":
      return { kind: "ready", trace: origin.trace, problems: NO_PROBLEMS };
    case "scenario":
      return loadText(origin.source, seed, signal);
    case "url":
      return loadUrl(origin.url, seed, signal);
  }
}

async function loadUrl(url: string, seed: number | null, signal: AbortSignal): Promise<Loaded> {
  // Both are needed, so neither waits for the other.
  if (!/\.json(?:$|[?#])/.test(url)) import("./engine.js").catch(() => undefined);
  const source = await textAt(url, signal);
  return "kind" in source ? source : loadText(source, seed, signal);
}

async function loadText(
  source: SourceText,
  seed: number | null,
  signal: AbortSignal,
): Promise<Loaded> {
  try {
    if (isTrace(source)) return await loadTrace(source);
    const { computeTrace } = await import("./engine.js");
    return await computeTrace(source, seed, signal);
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
  if ("trace" in read) return { kind: "ready", trace: read.trace, problems: NO_PROBLEMS };
  const { path, expected } = read.problem;
  return failed("load-not-a-trace", { url: name, path, expected });
}
