import type { Token } from "./corefile.js";

/** What is wrong with a Corefile, in the words in which CoreDNS would refuse it, and the word where it shows. */
export interface Mistake {
  readonly kind: "mistake";
  readonly text: string;
  readonly token: Token | null;
  /** Whether CoreDNS says it without the name of the plugin whose directive it is. */
  readonly unnamed?: boolean;
}

/** A mistake that shows at a word. */
export function mistakeAt(token: Token | null, text: string): Mistake {
  return { kind: "mistake", text, token };
}

/** Whether a step came to a mistake and not to its result. */
export function isMistake(value: unknown): value is Mistake {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "mistake";
}

/** Where CoreDNS says that a word stands: `Corefile:3`. */
export function placeText(token: Token | null): string {
  return `${token?.file ?? "Corefile"}:${token?.line ?? 0}`;
}

/** A mistake of the file's form (coredns/caddy caddyfile/dispenser.go: Err). */
export function parsingMistake(token: Token | null, text: string): Mistake {
  return mistakeAt(token, `${placeText(token)} - Error during parsing: ${text}`);
}

/** A word where another must stand (dispenser.go: SyntaxErr). */
export function syntaxMistake(token: Token | null, expected: string): Mistake {
  const found = token?.text ?? "";
  return mistakeAt(
    token,
    `${placeText(token)} - Syntax error: Unexpected token '${found}', expecting '${expected}'`,
  );
}

/** Too few or too many words on a line (dispenser.go: ArgErr). */
export function argumentMistake(token: Token | null): Mistake {
  const found = token?.text ?? "";
  return parsingMistake(
    token,
    found === "{"
      ? "Unexpected token '{', expecting argument"
      : `Wrong argument count or unexpected line ending after '${found}'`,
  );
}
