import type { PluginActionTexts } from "./en.js";

/** CoreDNS のプラグインが、ゾーン、検索リスト、保存した回答、上位サーバー、名前と応答について行うこと。ビューについても。 */
export const ja: PluginActionTexts = {
  "plugin-zone-delegated": "{plugin} は {zone} のネームサーバーを案内する。",
  "plugin-zone-transferred": "{plugin} は {zone} の {count} 個のレコードをすべて渡す。",
  "plugin-transfer-refused": "{plugin} はゾーン {zone} を渡さない: {reason}。",
  "plugin-name-tried": "{plugin} がクライアントの代わりに {name} を試す。",
  "plugin-stale-served": "{plugin} は {seconds} 秒前に期限の切れた {name} の回答を返す。",
  "plugin-refresh-started": "{plugin} はこの問い合わせとは別に {name} を問い合わせ直す。",
  "plugin-upstream-skipped": "{plugin} は停止とみなしている {upstream} を飛ばす。",
  "plugin-upstream-checked": "{plugin} が {upstream} を調べる: {result}。",
  "plugin-address-weighted": "{plugin} は重みに従って {address} を先頭に置く。",
  "plugin-policy-allow": "{plugin} は問い合わせを通す。{zone} で最初に当てはまる規則による。",
  "plugin-policy-block": "{plugin} は問い合わせを拒む。{zone} で最初に当てはまる規則による。",
  "plugin-policy-filter":
    "{plugin} はレコードがないと答える。{zone} で最初に当てはまる規則による。",
  "plugin-policy-drop": "{plugin} は答えない。{zone} で最初に当てはまる規則による。",
  "plugin-addresses-mapped": "{plugin} が {count} 個の IPv4 アドレスを {prefix} に入れる。",
  "plugin-answer-drop": "{plugin} は設定どおり、この問い合わせに答えない。",
  "plugin-answer-delay": "{plugin} は設定どおり、答える前に待つ。",
  "plugin-answer-truncate": "{plugin} は設定どおり、回答に切り詰めの印を付ける。",
  "plugin-size-limited": "{plugin} はクライアントが受け取る大きさを最大 {size} バイトとみなす。",
  "plugin-query-rewritten": "{plugin} が {from} を {to} に書き換える。規則: {rule}",
  "plugin-reply-rewritten":
    "応答の帰り道で {plugin} が「{from}」を「{to}」に書き換える。規則: {rule}",
  "plugin-template-matched":
    "名前が {pattern} に一致するので、{plugin} は {zone} のテンプレートから答える。",
  "plugin-template-no-match": "名前は {zone} 用の {plugin} のどの式にも一致しない。",
  "plugin-template-condition-false": "{zone} 用の {plugin} の条件が成り立たない。",
  "plugin-template-condition-failed": "{zone} 用の {plugin} の式は計算できない。",
  "view-takes": "そのビュー {view} がこの問い合わせを受け持つ。",
  "views-decline": "次のビューの式はこの問い合わせに対して成り立たない: {views}。",
};
