import type { Origin } from "./source.js";

/** The scenario or trace that stands inside the element, in a `<script type="text/plain">`. */
export function inlineOrigin(host: HTMLElement): Origin {
  const script = host.querySelector<HTMLScriptElement>(
    ':scope > script[type="text/plain"], :scope > script[type="application/json"]',
  );
  const text = script?.textContent ?? "";
  if (text.trim() === "") return { kind: "nothing" };
  return { kind: "scenario", source: { name: host.id || "hopwise-player", text: dedent(text) } };
}

// Pages indent what stands in them; the language itself does not care, but verbatim blocks are read by indentation.
function dedent(text: string): string {
  const lines = text.replace(/^\s*\n/, "").split("\n");
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth)).join("\n");
}
