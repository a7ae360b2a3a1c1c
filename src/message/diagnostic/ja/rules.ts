/** Mistakes in a pasted dump of iptables-save. */
export const rulesDiagnosticsJa: Readonly<Record<string, string>> = {
  "rules-unreadable-line": "この行は iptables-save の出力として読めません。",
  "rules-outside-table": "`{found}` の前に *filter のようなテーブルの行がありません。",
  "rules-unknown-table": "`{found}` というテーブルはありません。",
  "rules-unknown-chain": "テーブル {table} に `{found}` というチェインはありません。",
  "rules-not-built-in":
    "`{found}` にポリシーがありますが、テーブル {table} の組み込みチェインではありません。",
  "rules-not-a-policy": "`{found}` はポリシーではありません。",
  "rules-not-in-a-dump": "`{found}` はコマンドで、iptables-save の出力には現れません。",
  "rules-loop": "`{found}` へのジャンプは、元のチェインに戻ってきてしまいます。",
  "rules-wrong-table": "ターゲット {found} はテーブル {table} でしか使えません。",
  "rules-too-long-rule": "1 つのルールは {max} 語までです。",
  "rules-too-many-mistakes": "誤りはこの {max} 件のほかにもあります。",

  "rules-missing-option": "`{found}` の後にオプションがありません。",
  "rules-missing-value": "`{found}` には値が必要です。",
  "rules-repeated-option": "`{found}` は 1 つのルールに一度しか書けません。",
  "rules-unknown-option": "このルールには、オプション `{found}` を使うものがありません。",
  "rules-unknown-match":
    "マッチ `{found}` には対応していません。一致するかどうか分からないため、このルールで処理を打ち切ります。",
  "rules-unknown-target":
    "ターゲット `{found}` には対応していません。一致したパケットの処理はこのルールで打ち切ります。",

  "rules-not-an-address": "`{found}` はアドレスでも CIDR 表記の範囲でもありません。",
  "rules-wrong-family": "アドレス `{found}` の IP バージョンがこのルールと異なります。",
  "rules-long-device": "デバイス名 `{found}` が長すぎます。{limit} 文字までです。",
  "rules-not-a-protocol": "`{found}` はプロトコルではありません。",
  "rules-not-a-port": "`{found}` はポートでもポートの範囲でもありません。",
  "rules-not-tcp-flags": "`{found}` は TCP フラグの並びではありません。",
  "rules-not-an-icmp-type": "`{found}` は ICMP のタイプではありません。",
  "rules-not-a-state": "`{found}` はコネクションの状態ではありません。",
  "rules-not-a-direction": "`{found}` はコネクションの方向ではありません。",
  "rules-not-a-mark": "`{found}` は 32 ビットのマーク (マスクは任意) ではありません。",
  "rules-not-an-address-type": "`{found}` はアドレスの種類ではありません。",
  "rules-not-a-probability": "`{found}` は 0 から 1 までの確率ではありません。",
  "rules-not-a-number": "`{found}` は整数ではありません。",
  "rules-not-a-reject-answer": "REJECT は `{found}` では応答できません。",
  "rules-not-a-log-level": "`{found}` はログのレベルではありません。",
  "rules-not-a-translation": "`{found}` は変換先のアドレス (ポートは任意) ではありません。",
};
