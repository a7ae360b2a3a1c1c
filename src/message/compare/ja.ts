import type { CompareTexts } from "./en.js";

/** What stands over the columns of a comparison, in Japanese. */
export const ja: CompareTexts = {
  cost: "最初のパケット: 調べたルール {rules}、チェイン {chains}",
  "cost-none": "リクエスト前",
  outcome: "{outcome}",
  differs: "結果が異なる。",
  label: "{title}: {modes} を並べて比較",
};
