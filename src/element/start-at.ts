/** Where a player starts: `step:5` (from 1), `12s`, or at the beginning where the text is neither. */
export type Start =
  | { readonly kind: "step"; readonly step: number }
  | { readonly kind: "seconds"; readonly seconds: number };

/** Reads the `start-at` attribute. */
export function readStart(text: string): Start {
  const step = /^step:(\d{1,6})$/.exec(text.trim())?.[1];
  if (step !== undefined) return { kind: "step", step: Math.max(0, Number(step) - 1) };
  const seconds = /^(\d{1,6}(?:\.\d+)?)s$/.exec(text.trim())?.[1];
  return { kind: "seconds", seconds: Number(seconds ?? 0) };
}
