import type { CompareTexts } from "./en.js";

/** What a comparison of modes says beside what the player says, in Japanese. */
export const ja: CompareTexts = {
  cost: "最初のパケット: 調べたルール {rules}、チェイン {chains}",
  "cost-none": "リクエスト前",
  waits: "他のモードを待っている",
  differs: "結果が異なる。",
  label: "{title}: {modes} を並べて比較",
  modes: "kube-proxy のモード",
  "unknown-modes": "再生できるモードではありません: {words}。あるのは {known} です。",
  theme: "配色",
  "theme-auto": "自動",
  "theme-light": "ライト",
  "theme-dark": "ダーク",
};
