/** The environment of the process that reads the Corefile: a variable's value, or null where it is not set. */
export type Environment = (name: string) => string | null;

/**
 * Fills `{%NAME%}`, then `{$NAME}` (coredns/caddy caddyfile/parse.go: replaceEnvVars); a variable that is not set
 * becomes empty. A reference without a name ends the filling, so what stands after it stays as written.
 */
export function fillEnvironment(text: string, environment: Environment): string {
  return fillReferences(fillReferences(text, "{%", "%}", environment), "{$", "}", environment);
}

/** Whether a word names a variable. */
export function namesVariable(text: string): boolean {
  return /\{\$[^}]+\}|\{%.+?%\}/.test(text);
}

// A value may itself hold a reference, even to its own variable; CoreDNS would never end then.
const MOST_REPLACEMENTS = 1000;

function fillReferences(
  text: string,
  opening: string,
  closing: string,
  environment: Environment,
): string {
  let filled = text;
  for (let count = 0; count < MOST_REPLACEMENTS; count++) {
    const start = filled.indexOf(opening);
    const end = start === -1 ? -1 : filled.indexOf(closing, start);
    if (end === -1 || end <= start + opening.length) return filled;
    const reference = filled.slice(start, end + closing.length);
    const name = reference.slice(opening.length, -closing.length);
    filled = filled.replaceAll(reference, () => environment(name) ?? "");
  }
  return filled;
}
