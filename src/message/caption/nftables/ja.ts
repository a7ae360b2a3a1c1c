import type { en } from "./en.js";

/** nft のチェーン、セット、マップの説明文。 */
export const ja: Readonly<Record<keyof typeof en, string>> = {
  "nft-chain-entered": "{host}: {hook} でテーブル {table} のチェーン {chain} を調べる。",
  "nft-chain-skipped":
    "{chain} のルールは調べない。この接続のアドレスをどうするかは、最初のパケットで決まっている。",
  "nft-chain-skipped-untracked":
    "{chain} のルールは調べない。追跡されないパケットは変換もされない。",
  "nft-chain-skipped-invalid":
    "{chain} のルールは調べない。conntrack がパケットを接続に結び付けられない(INVALID)。",
  "nft-by-policy":
    "{chain} から先のどのルールでも決まらず({visited} 個を照合)、ポリシーで決まる: {policy}。",
  "nft-by-rule": "{chain} は終わり。{last} のルール {rule} で決まった({action})。",
  "nft-map-service":
    "{chain} のルール {rule} がマップ {map} で {key} を引く。Service {service} である。{target} へ。",
  "nft-map-jump": "{chain} のルール {rule} がマップ {map} で {key} を引く。{target} へ。",
  "nft-map-drop": "{chain} のルール {rule} がマップ {map} で {key} を引く。答えは drop。",
  "nft-map-accept": "{chain} のルール {rule} がマップ {map} で {key} を引く。答えは accept。",
  "nft-one-look-up": "要素がいくつあっても({count} 個)、一度引けば見つかる。",
  "nft-drew-target":
    "{chain} のルール {rule} が {modulus} 未満の数を引く。引いた数は {value}。{target} へ。",
  "nft-drew-endpoint":
    "{chain} のルール {rule} が {modulus} 未満の数を引く。引いた数は {value}。マップが示す新しい宛先は {endpoint}。",
  "nft-chosen-by-draw":
    "{chain} のルール {rule} が {modulus} 未満の数を引いて宛先を選んだ。引いた数は {value}。",
  "nft-client-known":
    "{chain} のルール {rule} がセット {set} にクライアント {key} を見つける。前と同じところ、{target} へ。",
  "nft-client-remembered":
    "{chain} がクライアント {element} をセット {set} に {seconds} 秒間入れる。次の接続も同じエンドポイントに届くようにするため。",
  "nft-set-updated": "{chain} が {element} をセット {set} に {seconds} 秒間入れる。",
  "nft-set-updated-for-ever": "{chain} が {element} をセット {set} に入れる。",
  "nft-set-removed": "{chain} が {element} をセット {set} から外す。",
  "nft-hairpin":
    "{chain} のルール {rule} がセット {set} に {key} を見つける。エンドポイントが Service を通って自分自身に届いたので、応答はこのホストに戻らなければならない。新しい送信元: {to}。",
  "nft-masquerade":
    "{chain} のルール {rule} に一致({condition})。送信元をこのホストのアドレスにする。新しい送信元: {to}。",
  "nft-reject-set":
    "{chain} のルール {rule} がセット {set} に {key} を見つけるが、このポートを持つ Service はない。{with} で拒否する。",
  "nft-mark-for-masquerade":
    "{chain} がマーク {mark} を付ける。このパケットの送信元は {host} を出るときに書き換えられる。",
  "nftables-changed": "{host} の nftables のルールが変わった: {tables}。",
};
