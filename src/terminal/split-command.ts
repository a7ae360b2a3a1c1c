/** A line's words, or what a shell would have to do with it. */
export type CommandWords =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "too-long"; readonly most: number }
  /** A sign that only a shell understands: a pipe, a redirection, a variable. */
  | { readonly kind: "shell-sign"; readonly sign: string }
  | { readonly kind: "open-quote" };

/** No tool is asked with a longer line, and untrusted text must not make reading slow. */
const LONGEST = 1000;
const SIGNS = "|;&<>`$()*?";

/** Splits a command as a shell does, as far as quotes go; `sudo` at its beginning is left out. */
export function splitCommand(line: string): CommandWords {
  if (line.length > LONGEST) return { kind: "too-long", most: LONGEST };
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (quote !== null) {
      if (sign === quote) quote = null;
      else word = `${word ?? ""}${sign}`;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= "";
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (SIGNS.includes(sign)) return { kind: "shell-sign", sign };
    else word = `${word ?? ""}${sign}`;
  }
  if (quote !== null) return { kind: "open-quote" };
  if (word !== null) words.push(word);
  return { kind: "words", words: words[0] === "sudo" ? words.slice(1) : words };
}
