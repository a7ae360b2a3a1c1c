/** Mistakes in Linux hosts, their devices and routes, and the cables between them, in Japanese. */
export const hostDiagnosticsJa: Readonly<Record<string, string>> = {
  "unknown-host": "`{name}` というホストはありません。",
  "unknown-actor": "ここでプログラムを実行できる `{name}` というものはありません。",
  "unknown-container": "`{name}` というコンテナはありません。",
  "unknown-device": "`{host}` に `{name}` というデバイスはありません。",

  "bad-device-name":
    "`{text}` はデバイスの名前にできません。空白、スラッシュ、コロンを含まない {max} 文字以内の名前にしてください。",
  "bad-device-address": "`{text}` は、プレフィックス長の付いたアドレスではありません。",
  "bad-mac": "`{text}` はハードウェアアドレスではありません。",
  "mac-of-many":
    "`{text}` はゼロか、複数のデバイスを指すアドレスなので、デバイス自身のアドレスにはできません。",
  "made-elsewhere": "`{word}` のデバイスは別の書き方で作ります。",
  "device-taken": "`{host}` のデバイス `{name}` はすでにあり、ケーブルをつなげません。",
  "device-without-cable":
    "`{host}` の `{name}` にはケーブルがつながっていないので、どこにも通じません。",
  "link-without-device": "ケーブルを `{host}` のどのデバイスにつなぐのかが書かれていません。",
  "link-to-itself":
    "ケーブルの両端は別のデバイスでなければなりません。ここでは両端とも `{host}` の `{name}` です。",
  "port-without-bridge":
    "スイッチ `{host}` にはブリッジが複数あり、`{name}` をどのブリッジのポートにするのかが書かれていません。",
  "ambiguous-bridge": "`{name}` というブリッジは複数のホストにあります。",
  "port-taken": "`{name}` はすでにブリッジ `{bridge}` のポートです。",
  "not-a-port": "`{name}` はブリッジのポートにできません。",
  "bridge-loop":
    "このケーブルでブリッジ ({bridges}) がループになります。全員あてのフレームは、上限に達するまで回り続けます。",
  "mtu-without-ipv6":
    "`{name}` の MTU は {mtu} です。{min} より小さいと、カーネルはそのデバイスで IPv6 を使いません。",

  "route-with-way":
    "`{kind}` の経路はパケットをそこで終わらせるもので、ゲートウェイやデバイスを持てません。",
  "route-without-way": "この経路には行き先がありません。",
  "route-device-down": "`{host}` のデバイス `{name}` は down なので、経路に使えません。",
  "invalid-gateway":
    "ゲートウェイ {gateway} は、`{host}` が直接つながるどのネットワークにもありません (`Nexthop has invalid gateway`)。",
  "own-gateway": "ゲートウェイ {gateway} は `{host}` 自身のアドレスです。",
  "onlink-needs-device": "`onlink` の経路にはデバイスの指定が必要です。",
  "host-scope-gateway": "scope host の経路はゲートウェイを持てません。",
  "invalid-route-source":
    "{address} は `{host}` のアドレスではないので、送信元アドレスにできません。",
  "duplicate-route": "`{host}` には、同じメトリックの {route} への経路がすでにあります。",
  "unknown-table": "`{text}` は経路表ではありません。",

  "unknown-sysctl": "カーネルに `{name}` という設定はありません。",
  "bad-sysctl-value": "カーネルは `{name}` の値として `{value}` を受け付けません。",
  "bad-published-port": "`{text}` は、ホストのポートとコンテナのポートの組ではありません。",
  "published-port-taken": "`{host}` のポート {port} は、すでに {owner} が使っています。",
  "publish-without-network":
    "ネットワークが `{network}` のコンテナはポートを公開できません。この指定は使いません。",
  "build-not-first":
    "ネットワークを作る `build` は、ほかのどのリクエストや変更よりも前に書きます。",
  "bad-endpoint": "`{text}` は、ポートの付いたホストではありません。",
  "bad-share": "`{text}` は 0% から 100% までの割合ではありません。",
  "unknown-upstream": "アドレス {address} の upstream はありません。",
  "bad-kernel-version": "`{text}` は Linux のバージョンではありません。",
};
