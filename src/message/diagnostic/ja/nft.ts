/** nft のテキスト(コマンド、または `nft list` の出力)の誤り。 */
export const nftDiagnosticsJa: Readonly<Record<string, string>> = {
  "nft-unknown-command": "`{found}` は nft のコマンドの始まりではありません。",
  "nft-unexpected": "`{found}` はここには書けません。",
  "nft-unknown-statement":
    "`{found}` は扱えません。何が起こるかわからないので、照合はこのルールで終わります。",
  "nft-not-an-expression": "`{found}` は、ここでパケットについて調べられるものではありません。",
  "nft-not-a-verdict": "`{found}` は、パケットをどうするかを示していません。",
  "nft-not-a-value": "`{found}` は型 {type} の値ではありません。",
  "nft-not-a-number": "`{found}` は 32 ビットの整数ではありません。",
  "nft-not-a-time": "`{found}` は 300s や 3h のような時間ではありません。",
  "nft-not-a-text": "`{found}` は引用符で囲んだテキストではありません。",
  "nft-not-a-name": "`{found}` は名前になりません。",
  "nft-not-a-type": "`{found}` は扱える型ではありません。",
  "nft-no-type": "`{name}` に型がありません。",
  "nft-not-a-priority": "`{found}` は優先度ではありません。",
  "nft-not-a-translation": "`{found}` は、このファミリーの変換先アドレスではありません。",
  "nft-other-family": "ファミリー {found} のテーブルは IP パケットを見ないので、読みません。",
  "nft-unknown-table": "テーブル `{found}` はありません。",
  "nft-unknown-chain": "テーブル {table} にチェーン `{found}` はありません。",
  "nft-unknown-set": "テーブル {table} にセットやマップ `{found}` はありません。",
  "nft-unknown-element": "{set} に要素 {key} はありません。",
  "nft-of-iptables":
    "テーブル {table} は iptables-nft のものなので、ここでは読みません。`rules` に書いてください。",
  "nft-too-many-mistakes": "誤りはこの {max} 件のほかにもあります。",
};
