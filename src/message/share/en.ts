/** What is said when a step is handed on, as a link or as a picture. */
export const en = {
  "share-link": "A link to this step",
  "copy-link": "Copy",
  "link-copied": "The link is copied.",
  "link-not-copied": "This page may not copy. Select the link and copy it yourself.",
  "save-picture": "Save this step as an SVG picture",
  "picture-saved": "The picture is on its way to your downloads.",
} as const;

/** The texts of handing on, in one language. */
export type ShareTexts = Readonly<Record<keyof typeof en, string>>;
