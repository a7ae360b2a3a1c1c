import type { Trace } from "../trace/trace.js";
import type { Origin } from "./source.js";

/** The properties that name what is played. */
export const CONTENT_PROPERTIES = ["src", "scenario", "trace"] as const;

/** The properties that decide what is played. */
export const ORIGIN_PROPERTIES: readonly string[] = [
  ...CONTENT_PROPERTIES,
  "modes",
  "seed",
  "branch",
];

/** What names what is played; the first that is set counts. */
interface Sources {
  readonly trace?: Trace | null;
  readonly scenario: string | null;
  readonly src: string;
}

/** Where an element's content comes from: its properties, its address, or the text inside it. */
export function originOf(player: HTMLElement & Sources): Origin {
  if (player.trace) return { kind: "trace", trace: player.trace };
  if (player.scenario !== null)
    return { kind: "scenario", source: { name: "scenario", text: player.scenario } };
  return player.src === "" ? inlineOrigin(player) : { kind: "url", url: player.src };
}

function inlineOrigin(host: HTMLElement): Origin {
  const script = host.querySelector<HTMLScriptElement>(
    ':scope > script[type="text/plain"], :scope > script[type="application/json"]',
  );
  const text = script?.textContent ?? "";
  if (text.trim() === "") return { kind: "nothing" };
  return { kind: "scenario", source: { name: host.id || host.localName, text: dedent(text) } };
}

// Pages indent what stands in them; the language itself does not care, but verbatim blocks are read by indentation.
function dedent(text: string): string {
  const lines = text.replace(/^\s*\n/, "").split("\n");
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth)).join("\n");
}
