import { utf8Bytes } from "../../packet/dns-name.js";

const HTML: Readonly<Record<string, string>> = {
  "\0": "\ufffd",
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

/** A text for HTML (go text/template/funcs.go: HTMLEscapeString). */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (character) => HTML[character] ?? character);
}

const JS: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "<": "\\u003C",
  ">": "\\u003E",
  "&": "\\u0026",
  "=": "\\u003D",
};

/** A text for JavaScript (funcs.go: JSEscapeString). */
export function escapeJs(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isPlain = code >= 0x20 && !/^[\p{C}\p{Z}]$/u.test(character);
    if (isPlain || character === " ") return JS[character] ?? character;
    return `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }).join("");
}

/** A text for the query of an address (go net/url: QueryEscape). */
export function escapeQuery(text: string): string {
  return utf8Bytes(text)
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/^[A-Za-z0-9\-_.~]$/.test(character)) return character;
      if (character === " ") return "+";
      return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
