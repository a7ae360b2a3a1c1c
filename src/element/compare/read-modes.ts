import { PLAYED_MODES } from "../../cluster/proxy-settings.js";
import type { ProxyModeName } from "../../cluster/proxy-settings.js";

/** What an attribute `modes` asks for. */
export interface ReadModes {
  /** In the order in which they were named, each once; null where the scenario itself decides. */
  readonly modes: readonly ProxyModeName[] | null;
  /** The words that are no modes that can be played. */
  readonly unknown: readonly string[];
}

/** Reads the attribute `modes`: names of modes between spaces or commas. */
export function readModes(text: string): ReadModes {
  const words = new Set(text.split(/[\s,]+/).filter((word) => word !== ""));
  const modes = [...words].flatMap((word) => PLAYED_MODES.find((mode) => mode === word) ?? []);
  const unknown = [...words].filter((word) => !PLAYED_MODES.some((mode) => mode === word));
  return { modes: modes.length === 0 ? null : modes, unknown };
}
