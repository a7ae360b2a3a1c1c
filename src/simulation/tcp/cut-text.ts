import { utf8Length } from "../../packet/payload-length.js";

/** The text in pieces of at most so many bytes of UTF-8; no character is cut in two. */
export function cutText(text: string, bytes: number): readonly string[] {
  if (utf8Length(text) <= bytes) return text === "" ? [] : [text];
  const pieces: string[] = [];
  let piece = "";
  let length = 0;
  for (const character of text) {
    const more = utf8Length(character);
    if (length + more > bytes) {
      pieces.push(piece);
      piece = "";
      length = 0;
    }
    piece += character;
    length += more;
  }
  return [...pieces, piece];
}
