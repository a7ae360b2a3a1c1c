import type { TerminalTexts } from "./en.js";

/** The Japanese texts of the terminal: what it cannot answer, and its panel. */
export const ja: TerminalTexts = {
  "unknown-tool": "{name}: ここでは再現していない。使えるもの: {known}",
  "unknown-tool-near": "{name}: ここでは再現していない。{nearest} のことか。使えるもの: {known}",
  "known-tools": "再現しているツール (何も実行しない): {known}",
  "unknown-form":
    "{tool}: `{word}` はここでは再現していない。トレースが知っていることを表示するだけである。使える形:{known}",
  "rules-unlisted":
    "Service がとても多いため、このトレースはルールの大部分を数えるだけで、パケットが通ったものしか載せていない。そのため {tool} はここでは答えられない。シナリオに `hopwise show` を使えば表示できる。",
  "objects-unlisted":
    "クラスターがとても大きいため、このトレースはオブジェクトを載せていない。kubectl はここでは答えられない。",
  "unknown-setting": "{name}: この設定はモデルにない。",
  "unknown-setting-near": "{name}: この設定はモデルにない。{nearest} ならある。",
  "unknown-file": "{file}: このファイルはモデルにない。あるもの: {known}",
  "never-ran":
    "{tool} はサーバーに問い合わせるものだが、ここでは何も実行せず、シナリオの中で表示されたものだけを示す。このホストではまだ {tool} を実行していない。`hopwise dig FILE --from POD NAME` なら問い合わせる。",
  "not-ran":
    "{tool} はサーバーに問い合わせるものだが、ここでは何も実行せず、シナリオの中で表示されたものだけを示す。このホストではまだ `{command}` を実行していない。実行したもの:{ran}",
  "shell-sign": "`{sign}` はシェルのもので、ここにシェルはない。コマンドを 1 つだけ入力する。",
  "open-quote": "引用符が閉じていない。",
  "too-long": "コマンドは {most} 文字まで。",
  "too-many-words": "コマンドは {most} 語まで。",
  title: "ターミナル",
  host: "ホスト",
  command: "コマンド",
  run: "表示",
  "usual-commands": "よく使うコマンド",
  output: "{host} での {command} の出力 (ステップ {step})",
  "no-output": "(出力なし)",
  copy: "コピー",
  copied: "コピーした。",
  "not-copied": "このページではコピーできない。テキストを選択してコピーする。",
  changed: "このステップで変わった",
  about: "トレースから計算している。何も実行しない。",
  close: "閉じる",
};
