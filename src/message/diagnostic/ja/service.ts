/** Mistakes in what Services, slices and kube-proxy's settings say. */
export const serviceDiagnosticsJa: Readonly<Record<string, string>> = {
  "external-name-missing": "ExternalName の Service `{service}` には `external-name` が必要です。",
  "external-name-with-selector":
    "`{service}` は ExternalName なので DNS が別名を答えるだけで、選択した Pod は使われません。",
  "part-of-other-type": "`{word}` は {type} の Service `{service}` では意味を持ちません。",
  "headless-of-type": "`{service}` は {type} なので、ヘッドレスにはできません。",
  "external-policy-without-use":
    "`{service}` には外から届かないので、外部トラフィックポリシーは指定できません。",
  "affinity-outside":
    "クライアントを覚えておけるのは 1s から 24h までで、`{text}` ではありません。",
  "node-port-outside":
    "`{service}` のノードポート {port} は {min} から {max} までの範囲にありません。",
  "node-port-without-use": "`{service}` は {type} なので、ノードポート {port} を持ちません。",
  "duplicate-node-port": "ノードポート {port} はすでに `{owner}` のものです。",
  "host-port-taken":
    "Pod {pod} が求める `{node}` のポート {port} はすでに {owner} のものなので、スケジューラーはこの Pod を Pending のままにします。",
  "host-port-differs":
    "Pod {pod} はホストのネットワークにあるので、ポート {port} はコンテナのポートと同じでなければなりません。",
  "host-port-of-kubenet":
    "kubenet では kubelet がポート {port} を Pod {pod} につなぎます。その規則は再現しないので、ここでは何もつながりません。",
  "health-port-without-need":
    "`{service}` にヘルスチェックはありません。ポート {port} が必要なのは `external-policy local` の LoadBalancer だけです。",
  "slice-without-service":
    "スライス `{slice}` は `{service}` のものですが、名前空間 `{namespace}` にその Service はありません。",
  "endpoints-of-selector":
    "`{service}` は Pod を選ぶので、ここに書いたアドレスは Endpoints コントローラーに上書きされます。`select` を外してください。",
  "endpoint-on-unknown-node": "このエンドポイントのノード `{name}` はありません。",
  "endpoint-of-other-family":
    "スライス `{slice}` のエンドポイントはすべて {family} なので、{address} は使えません。",
  "unknown-kubernetes-version": "Kubernetes のバージョン {text} は再現できません。",
  "mode-not-in-version":
    "バージョン {version} の kube-proxy に {mode} モードはありません（あるのは {versions}）。このクラスターは iptables モードになります。",
  "version-not-imitated":
    "{mode} モードのルールは {versions} のものを再現します。このクラスターでは {version} ではなく {instead} のルールになります。",
  "proxy-part-without-use":
    "`{word}` は {mode} モードでは働きません。{modes} モードのための設定です。",
  "distribution-too-new":
    "`{service}` の `{text}` は {since} からの機能なので、バージョン {version} では働きません。",
};
