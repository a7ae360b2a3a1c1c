const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
};

/** What a quoted text on one line says, quotes included; null where it has an escape that is none. */
export function decodeQuoted(quoted: string): string | null {
  const inside = quoted.slice(1, -1);
  if (quoted.startsWith("'")) return inside.replaceAll("''", "'");
  if (!inside.includes("\\")) return inside;
  const escapes = inside.matchAll(ESCAPE);
  if (![...escapes].every(([, unicode, byte, letter]) => isEscape(unicode ?? byte, letter)))
    return null;
  return inside.replaceAll(
    ESCAPE,
    (_, unicode: string | undefined, byte: string | undefined, letter = "") => {
      const code = unicode ?? byte;
      return code === undefined
        ? (ESCAPES[String(letter)] ?? "")
        : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}

const ESCAPE = /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/g;

function isEscape(code: string | undefined, letter: string | undefined): boolean {
  return code !== undefined || Object.hasOwn(ESCAPES, letter ?? "");
}
