import type { ImitationTexts } from "./en.js";

/** What the player says of the programs that a trace imitates. */
export const imitationJa: ImitationTexts = {
  imitates:
    "Kubernetes {kubernetes} の動作です。kube-proxy は {mode} モード（{standing}）、CoreDNS は {coredns} です。",
  "standing-default": "既定のモード",
  "standing-ga": "1.33 から安定版",
  "standing-beta": "1.31 からベータ版、1.33 から安定版",
  "standing-alpha": "1.29 からアルファ版、1.33 から安定版",
  "standing-choice": "iptables のほかに選べるモード。1.35 から非推奨",
  "standing-deprecated": "1.35 から非推奨",
  "standing-removed": "1.26 で削除",
};
