import type { ProxyModeName } from "../../cluster/proxy-settings.js";
import { failed, reasonOf, textAt } from "../load-text.js";
import type { Loaded, Origin } from "../source.js";
import type { ComparedPlays } from "./compared-plays.js";

/** Fetches a scenario and plays it in several modes; never throws, for what goes wrong is shown to the reader. */
export async function loadComparison(
  origin: Origin,
  modes: readonly ProxyModeName[] | null,
  seed: number | null,
  signal: AbortSignal,
): Promise<Loaded<ComparedPlays>> {
  if (origin.kind === "nothing" || origin.kind === "trace") return { kind: "nothing" };
  // Text and engine are both needed, so neither waits for the other.
  const engine = import("../engine.js");
  engine.catch(() => undefined);
  const source = origin.kind === "url" ? await textAt(origin.url, signal) : origin.source;
  if ("kind" in source) return source;
  try {
    return await (await engine).computeComparison(source, modes, seed, signal);
  } catch (error) {
    return failed("load-failed", { url: source.name, reason: reasonOf(error) });
  }
}
