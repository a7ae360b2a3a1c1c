import type { SourceText } from "../base/source-span.js";
import type { Failed } from "./source.js";

/** Fetches a text from its address. */
export async function textAt(url: string, signal: AbortSignal): Promise<SourceText | Failed> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) return failed("load-missing", { url, status: response.status });
    return { name: url, text: await response.text() };
  } catch {
    return failed("load-offline", { url });
  }
}

/** Why there is nothing to play. */
export function failed(key: Failed["key"], parameters: Failed["parameters"]): Failed {
  return { kind: "failed", key, parameters };
}

/** What an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
