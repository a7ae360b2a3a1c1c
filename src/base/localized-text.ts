/** A text for readers: English always, other languages where the author wrote them (`{ en: "…", ja: "…" }`). */
export interface LocalizedText {
  readonly en: string;
  readonly [language: string]: string;
}

/** The text in a language, or the English one. */
export function textIn(text: LocalizedText, language: string): string {
  return text[language] ?? text.en;
}
