/** Mistakes in a CNI configuration. */
export const cniDiagnosticsJa: Readonly<Record<string, string>> = {
  "cni-too-long": "CNI の設定は {limit} 文字までです。これはそれより長いものです。",
  "cni-json-unexpected": "ここから先は JSON として読めません。",
  "cni-json-unfinished": "JSON が途中で終わっています。",
  "cni-json-too-deep": "JSON の入れ子が深すぎます。",
  "cni-json-duplicate": "この名前はオブジェクトの中にもうあります。",
  "cni-wrong-kind": "`{name}` の値の種類が違います。",
  "cni-no-version": "`cniVersion` がないと、プラグインは 0.1.0 とみなします。",
  "cni-unknown-version": "`{version}` は CNI 仕様のバージョンではありません。",
  "cni-missing": "ここに `{name}` がありません。",
  "cni-wrong-name":
    "`{name}` はネットワークの名前になりません。英数字で始まり、英数字と `_`、`.`、`-` だけが使えます。",
  "cni-no-plugins": "リストにプラグインがありません。",
  "cni-other-plugin": "最初のプラグインは `{found}` ですが、シナリオの CNI は別のものです。",
  "cni-other-ipam": "`{found}` は、ここで再現できる IPAM プラグインではありません。",
  "cni-wrong-device":
    "`{name}` はデバイスの名前になりません。{limit} 文字までで、空白と `/` と `:` は使えません。",
  "cni-hairpin-and-promiscuous":
    "bridge プラグインは hairpinMode と promiscMode を同時には受け付けません。",
  "cni-no-ranges": "host-local が割り当てる範囲がありません。",
  "cni-small-subnet": "{subnet} は小さすぎて、アドレスを割り当てられません。",
  "cni-host-bits": "{subnet} には長さより後ろのビットがあります。ネットワークは {network} です。",
  "cni-outside-subnet": "`{name}` の {address} は {subnet} の外にあります。",
  "cni-range-backwards": "範囲の終わり {end} が、始まり {start} より前にあります。",
  "cni-mixed-families": "1 つの組の範囲は、同じ IP バージョンでなければなりません。",
  "cni-ranges-overlap": "範囲 {subnet} と {other} が重なっています。",
  "cni-route-families": "ゲートウェイ {gateway} は {destination} と IP バージョンが違います。",
  "cni-not-modelled": "`{name}` はここでは再現されず、何の効果もありません。",
  "cni-unknown-name": "`{name}` を知るプラグインはここにはなく、無視されます。",
  "cni-unknown-plugin": "最初のプラグインの後ろに置ける `{found}` というプラグインはありません。",
  "cni-wrong-sysctl":
    "tuning プラグインが設定できるのは net/ の下だけで、`{name}` は設定できません。",
  "cni-no-portmap":
    "Pod {pod} には hostPort がありますが、portMappings を capabilities に持つ portmap プラグインがリストにないので、どこからもつながりません。",
  "cni-outside-ranges":
    "Pod {pod} の {address} は CNI の設定のどの範囲にもないので、この Pod にはアドレスが付きません。",
  "cni-not-handed-out":
    "Pod {pod} の {address} を host-local が割り当てることはありません。範囲は {start} から {end} です。",
};
