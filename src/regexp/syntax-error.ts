/** What is wrong with a regular expression, in the words of Go (go regexp/syntax/parse.go: Error). */
export interface RegexpError {
  readonly kind: "regexp-error";
  readonly code: RegexpErrorCode;
  /** The part of the expression that is meant. */
  readonly part: string;
}

/** The mistakes that Go tells apart. */
export type RegexpErrorCode =
  | "invalid character class range"
  | "invalid escape sequence"
  | "invalid named capture"
  | "invalid or unsupported Perl syntax"
  | "invalid nested repetition operator"
  | "invalid repeat count"
  | "missing closing ]"
  | "missing closing )"
  | "missing argument to repetition operator"
  | "trailing backslash at end of expression"
  | "unexpected )"
  | "expression nests too deeply"
  | "expression too large";

/** A mistake with the part that it is about. */
export function regexpError(code: RegexpErrorCode, part: string): RegexpError {
  return { kind: "regexp-error", code, part };
}

/** Whether a step came to a mistake and not to its result. */
export function isRegexpError(value: object): value is RegexpError {
  return "kind" in value && value.kind === "regexp-error";
}

/** The mistake as Go prints it. */
export function formatRegexpError({ code, part }: RegexpError): string {
  return `error parsing regexp: ${code}: \`${part}\``;
}
