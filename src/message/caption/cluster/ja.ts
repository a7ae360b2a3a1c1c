import type { ClusterCaptionTexts } from "./en.js";

/** 変化するクラスター、つまりオブジェクト、Pod、エンドポイント、kube-proxy の同期の説明文。 */
export const ja: ClusterCaptionTexts = {
  "objects-changed": "$ {command}",
  "objects-written": "API サーバーに {written} 個のオブジェクトが書かれ、{removed} 個が消えた。",
  "pod-created": "Pod {pod} が {node} で動くことになった。",
  "pod-started": "{pod} のコンテナーが {node} で動き始めた。",
  "pod-ready": "{pod} は ready になった。readiness probe が成功している。",
  "pod-unready": "{pod} は ready でなくなった。readiness probe が失敗している。",
  "pod-deleted":
    "{pod} が削除された。終了を求められるが(SIGTERM)、猶予期間が終わるまでは応答を続ける。",
  "pod-gone": "{pod} の最後のコンテナーが終わり、Pod はなくなった。",
  "pod-exited": "{pod} のプログラムがエラーで終了した。Pod とそのアドレスは残っている。",
  "pod-exited-with": "{pod} のプログラムがエラーで終了した。ログの最後の行: {log}",
  "pod-waiting":
    "{node} の kubelet は {seconds} 秒待ってから {pod} を再起動する。CrashLoopBackOff という状態。",
  "pod-restarted": "{node} の kubelet が {pod} のコンテナーを再起動した。",
  "pod-hung": "{pod} のプログラムが固まった。ポートは開いたままだが、何もしない。",
  "namespace-added":
    "CNI が {pod} を {node} につなぐ。専用のネットワーク名前空間ができ、アドレスは {addresses}。",
  "namespace-removed": "CNI が {pod} のネットワークを取り除く。このアドレスの持ち主はもういない。",
  "service-created": "Service {service} ができた。クラスターアドレスは {addresses}。",
  "service-created-headless": "Service {service} ができた。クラスターアドレスはない。",
  "service-changed": "Service {service} が変更された。",
  "service-deleted": "Service {service} はなくなった。",
  "endpoints-changed": "{service} の EndpointSlice {changes}。",
  "endpoint-ready": "に {endpoint} が載った",
  "endpoint-unready": "で {endpoint} は ready ではない",
  "endpoint-terminating": "で {endpoint} は terminating になった。応答はするが ready ではない",
  "endpoint-removed": "から {endpoint} が消えた",
  "endpoint-more": "{first}。ほかに {count} 件の変更",
  "proxy-stale": "{node} の kube-proxy に変更が届かなくなった。ルールは今のまま残る。",
  "proxy-resumed": "{node} の kube-proxy に変更がまた届く。すぐに同期する。",
  "rules-synced":
    "{node} の kube-proxy が、変更から {seconds} 秒後にルールを {added} 個書き、{removed} 個消す。",
  "rules-synced-others":
    "{node} の kube-proxy が、{others} と同じく、変更から {seconds} 秒後にルールを {added} 個書き、{removed} 個消す。",
  "rules-synced-same":
    "{node} の kube-proxy が、変更から {seconds} 秒後に同期する。ルールは変わらない。",
  "kubelet-warned": "{node} の kubelet が {object} について警告する({reason}): {message}",
  "records-changed": "{pods} に変更が {seconds} 秒後に届く。{record}。",
  "records-changed-more":
    "{pods} に変更が {seconds} 秒後に届く。{record}。ほかに {count} 個の名前が変わる。",
  "record-now": "{name} の {type} に {data} が加わる",
  "record-gone": "{name} の {type} から {data} が消える",
  "record-instead": "{name} の {type} は {old} でなく {data} になる",
};
