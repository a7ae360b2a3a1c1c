import type { ShareTexts } from "./en.js";

/** What is said when a step is handed on, in Japanese. */
export const ja: ShareTexts = {
  "share-link": "このステップへのリンク",
  "copy-link": "コピー",
  "link-copied": "リンクをコピーしました。",
  "link-not-copied": "このページではコピーできません。リンクを選択してコピーしてください。",
  "save-picture": "このステップを SVG 画像として保存",
  "picture-saved": "画像をダウンロードに渡しました。",
};
