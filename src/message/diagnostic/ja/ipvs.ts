/** `ipvsadm -Sn` の出力、`ipvsadm -R` の入力の誤り。 */
export const ipvsDiagnosticsJa: Readonly<Record<string, string>> = {
  "ipvs-unknown-command": "「{found}」は ipvsadm のコマンドではない。",
  "ipvs-unknown-option": "「{found}」は ipvsadm のオプションではない。",
  "ipvs-missing-value": "「{found}」の後に値がない。",
  "ipvs-not-an-address":
    "「{found}」はポート付きのアドレスではない: 10.96.0.10:53、[fd00:10:96::a]:53。",
  "ipvs-not-a-mask": "「{found}」はマスクではない: IPv4 は 255.255.255.0、IPv6 はビット数。",
  "ipvs-not-a-number": "「{found}」は {limit} 以下の数ではない。",
  "ipvs-unknown-scheduler": "再生できる IPVS のスケジューラーに「{found}」はない。",
  "ipvs-unknown-flag": "「{found}」はスケジューラーのフラグではない。",
  "ipvs-incomplete": "コマンドが何についてか示していない。",
  "ipvs-port-zero": "ポート 0 はすべてのポートを表し、永続性 (-p) が要る。",
  "ipvs-repeated-server": "仮想サーバー {found} はもうある。",
  "ipvs-unknown-server": "仮想サーバー {found} はない。",
  "ipvs-repeated-real-server": "実サーバー {found} はもうある。",
  "ipvs-unknown-real-server": "実サーバー {found} はない。",
  "ipvs-other-family": "{found} は仮想サーバーのファミリー {family} ではない。",
  "ipvs-method-not-played":
    "実サーバー {found} へは NAT (-m) で届けない。一覧には出るが、パケットは再生しない。",
  "ipvs-too-many": "{max} 行を超えている。",
  "ipvs-too-many-mistakes": "誤りが {max} 個を超えている。残りは示さない。",
};
