/** What stands around every diagnostic's sentence. */
export const frameJa: Readonly<Record<string, string>> = {
  "frame-error": "エラー",
  "frame-warning": "警告",
  "frame-expected": "期待されるもの: {expected}",
  "frame-nearest": "もしかして `{nearest}` ですか。",
};
