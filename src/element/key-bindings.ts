import type { InterfaceKey } from "../message/interface/en.js";

/** What a key asks of the player. */
export type KeyCommand =
  | { readonly kind: "toggle" }
  | { readonly kind: "step"; readonly by: 1 | -1 }
  | { readonly kind: "chapter"; readonly by: 1 | -1 }
  | { readonly kind: "finest"; readonly by: 1 | -1 }
  | { readonly kind: "first" | "last" }
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "speed"; readonly by: 1 | -1 }
  | { readonly kind: "detail" | "view" | "full-screen" | "help" | "hand-on" | "terminal" };

/** A row of the help: the keys as they are printed, and what they do. */
export interface KeyRow {
  readonly keys: readonly string[];
  readonly about: InterfaceKey;
}

/** The keys in the order in which the help lists them. */
export const KEY_ROWS: readonly KeyRow[] = [
  { keys: ["Space"], about: "key-play" },
  { keys: ["←", "→"], about: "key-step" },
  { keys: ["⇧←", "⇧→"], about: "key-chapter" },
  { keys: [",", "."], about: "key-finest" },
  { keys: ["Home", "End"], about: "key-ends" },
  { keys: ["0", "…", "9"], about: "key-digits" },
  { keys: ["+", "-"], about: "key-speed" },
  { keys: ["d"], about: "key-detail" },
  { keys: ["v"], about: "key-view" },
  { keys: ["t"], about: "key-terminal" },
  { keys: ["f"], about: "key-full-screen" },
  { keys: ["?"], about: "key-help" },
];

const PLAIN: ReadonlyMap<string, KeyCommand> = new Map<string, KeyCommand>([
  [" ", { kind: "toggle" }],
  ["ArrowLeft", { kind: "step", by: -1 }],
  ["ArrowRight", { kind: "step", by: 1 }],
  [",", { kind: "finest", by: -1 }],
  [".", { kind: "finest", by: 1 }],
  ["Home", { kind: "first" }],
  ["End", { kind: "last" }],
  ["+", { kind: "speed", by: 1 }],
  ["=", { kind: "speed", by: 1 }],
  ["-", { kind: "speed", by: -1 }],
  ["d", { kind: "detail" }],
  ["v", { kind: "view" }],
  ["t", { kind: "terminal" }],
  ["f", { kind: "full-screen" }],
  ["?", { kind: "help" }],
]);

const SHIFTED: ReadonlyMap<string, KeyCommand> = new Map<string, KeyCommand>([
  ["ArrowLeft", { kind: "chapter", by: -1 }],
  ["ArrowRight", { kind: "chapter", by: 1 }],
]);

/** What of a keyboard event decides; a `KeyboardEvent` is one. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What a key press asks for; null where it is not the player's. */
export function commandOf(press: KeyPress): KeyCommand | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const shifted = press.shiftKey ? SHIFTED.get(press.key) : undefined;
  if (shifted !== undefined) return shifted;
  if (/^[0-9]$/.test(press.key)) return { kind: "share", share: Number(press.key) / 10 };
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return PLAIN.get(key) ?? null;
}
