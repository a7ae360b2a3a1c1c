/** Whether a path has characters that make it a pattern (Go path/filepath: hasMeta). */
export function isGlob(path: string): boolean {
  return /[*?[\\]/.test(path);
}

/** Whether a pattern can be read: no `\` at its end, every `[` closed (Go path/filepath: Match, ErrBadPattern). */
export function isGoodGlob(pattern: string): boolean {
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === "\\" && ++index === pattern.length) return false;
    if (character === "[") return false;
  }
  return true;
}

/**
 * Whether a path fits a pattern, component by component: `*` stands for any characters, `?` for one, neither for a slash
 * (Go path/filepath: Match; classes in brackets are refused before). Linear, as there is at most one `*`.
 */
export function fitsGlob(pattern: string, path: string): boolean {
  const [parts, names] = [pattern.split("/"), path.split("/")];
  return (
    parts.length === names.length && parts.every((part, index) => fits(part, names[index] ?? ""))
  );
}

function fits(pattern: string, name: string): boolean {
  const letters = lettersOf(pattern);
  const characters = Array.from(name);
  const star = letters.indexOf(STAR);
  const alike = (from: readonly string[], to: readonly string[]): boolean =>
    from.length === to.length &&
    from.every((letter, index) => letter === ANY || letter === to[index]);
  if (star === -1) return alike(letters, characters);
  const [head, tail] = [letters.slice(0, star), letters.slice(star + 1)];
  if (head.length + tail.length > characters.length) return false;
  return (
    alike(head, characters.slice(0, head.length)) &&
    alike(tail, characters.slice(characters.length - tail.length))
  );
}

const STAR = "**";
const ANY = "??";

function lettersOf(pattern: string): readonly string[] {
  const letters: string[] = [];
  let isEscaped = false;
  for (const letter of pattern) {
    if (isEscaped) letters.push(letter);
    else if (letter === "*") letters.push(STAR);
    else if (letter === "?") letters.push(ANY);
    else if (letter !== "\\") letters.push(letter);
    isEscaped = letter === "\\" && !isEscaped;
  }
  return letters;
}
