import { ja as ipvs } from "../ipvs/ja.js";
import type { HostCaptionTexts } from "./en.js";

/** ブリッジ、トンネル、近隣、ホストへの操作の説明文。 */
export const ja: HostCaptionTexts = {
  ...ipvs,
  "sent-echo-request":
    "{host} の {program} が {destination} に ping する: {source} からの ICMP エコー要求。",
  "sent-echo-reply": "{host} が ping に答える: {source} から {destination} へ ICMP エコー応答。",
  "sent-outer": "{host} が {source} から {destination} へ外側のパケット({protocol})を送る。",
  "subject-outer": "外側のパケット",
  "sent-icmp": "{host} が {destination} へ ICMP {message}(タイプ {type}、コード {code})を送る。",
  "sent-icmp-error":
    "{host} が {destination} に、パケットがどうなったかを ICMP で伝える: {message}(タイプ {type}、コード {code})。",
  "sent-icmp-own":
    "{host} のカーネルが、自分のプログラムに ICMP で伝える: {message}(タイプ {type}、コード {code})。",
  "made-fragment":
    "{source} から {destination} へのパケットのフラグメントが {host} にできる: {first} から {last} バイト目。",
  "made-whole": "{source} から {destination} へのパケットが、{host} で元の形に戻って進む。",
  "made-copy": "{source} から {destination} へのパケットの複製が {host} にできる。",
  "sent-redirect": "{host} が ICMP リダイレクトで {destination} に伝える: 別の隣を通るほうが近い。",
  "refused-reverse-path":
    "{host} が {source} に返すなら、届いた {device} からは出さない。だから rp_filter が拒否する。",
  "refused-martian-source":
    "{host} はパケットを拒否する。{device} に届くものの送信元が {source} のはずはない。",
  "refused-martian-destination":
    "{host} はパケットを拒否する。{destination} 宛が {device} に届いてはならない。",
  "subject-echo-request": "エコー要求",
  "subject-echo-reply": "エコー応答",
  "subject-icmp": "ICMP メッセージ「{message}」",
  "subject-fragment": "フラグメント",
  "ended-echo": "{source} からのエコー要求が届く。{host} のカーネルが自分で答える。",
  "ended-echo-reply": "{source} からのエコー応答が {host} の {program} に届く。",
  "ended-icmp-socket": "{host} の {program} に {source} から知らせが届く: {message}。",
  "delivered-icmp": "{host} の {program}(ポート {port})に {source} から知らせが届く: {message}。",
  "ended-redirect":
    "パケットはここで終わる。{host} は、アドレスを変換している接続についての ICMP リダイレクトを通さない。",
  "bridge-forward":
    "{host} のブリッジ {bridge} は {destination} が {ports} の先にいると知っていて、フレームをそこへ送る。ルーティングはしない。",
  "bridge-forward-own":
    "{host} のブリッジ {bridge} は {destination} が {ports} の先にいると知っていて、フレームをそこから出す。",
  "bridge-flood":
    "{host} のブリッジ {bridge} は {destination} の居場所を知らないので、ほかの全ポートへフレームを送る: {ports}。",
  "bridge-local":
    "フレームは {host} 自身({destination})宛なので、ブリッジ {bridge} は上へ渡す。ここからは {host} の経路で決まる。",
  "bridge-local-and-flood":
    "ブリッジ {bridge} は {destination} 宛のフレームを {host} に上げ、{ports} からも送る。",
  "bridge-local-group": "ブリッジ {bridge} は {destination} 宛のフレームを {host} に上げる。",
  "bridge-none": "{host} のブリッジ {bridge} には {destination} 宛のフレームを出すポートがない。",
  "packet-copied": "{host} が {port} のためにパケットを複製する。",
  "packet-encapsulated": "{host} の {device} がパケット {inner} を外側のパケットに入れる。",
  "packet-encapsulated-in":
    "{host} の {device} がパケット {inner} を外側の {protocol} パケットに入れる: {outer}。",
  "packet-decapsulated":
    "{host} の {device} が外側のパケットから {inner} を取り出す。ここからは中身だけで進む。",
  "packet-fragmented":
    "パケットはリンクの上限 {mtu} バイトより長いので、{host} が {count} 個のフラグメントに分ける。",
  "packet-fragmented-again":
    "{host} は元に戻したパケットを、もう一度 {count} 個に分ける。どれも {mtu} バイト以下で、届いた中で一番長いものに合わせている。",
  "packet-reassembled": "{count} 個のフラグメントがそろい、{host} がパケットを元に戻す。",
  "command-run-outside": "# {command}",
  "command-run": "{host}# {command}",
  "neighbour-asked": "{host} が {device} の隣全員に ARP で尋ねる: {address} を持つのは誰か?",
  "neighbour-asked-nd": "{host} が {device} の隣に近隣探索で尋ねる: {address} を持つのは誰か?",
  "neighbour-answered":
    "{address} が答える: ハードウェアアドレスは {mac}。{host} は {device} の隣として覚える。",
  "neighbour-changed":
    "{host} が {device} の隣として覚える: {address} のハードウェアアドレスは {mac}({state})。",
  "neighbour-waiting": "{host} は {device} で {address} の返事を待つ。",
  "neighbour-failed": "{device} では誰も {address} の返事をしない。{host} はあきらめる。",
  "neighbour-removed": "{host} は {device} の {address} のハードウェアアドレスを忘れる。",
  "forwarding-learned":
    "{host} のブリッジ {bridge} がフレームの送信元から学ぶ: {mac} は {device} の先にいる。",
  "forwarding-own": "{host} が {mac} へは {device} から行けると覚える。",
  "tunnel-learned": "{host} の {device} が学ぶ: {mac} はトンネルの端 {destination} の先にいる。",
  "forwarding-removed": "{host} は {mac} が {device} の先にいることを忘れる。",
  "tables-changed": "{host} の設定が変わった: {tables}。",
  "rules-changed": "{host} のルールが変わった: {tables}。",
  "ended-not-forwarding":
    "パケットはここで終わる。{host} は {device} に届いたものを転送しない(転送はオフ)。誰にも知らされない。",
  "ended-reverse-path":
    "パケットはここで終わる。{host} の rp_filter は {source} が {device} の先にいるとは認めない。誰にも知らされない。",
  "ended-martian-source":
    "パケットはここで終わる。{host} の {device} で {source} が送信元のはずはない。誰にも知らされない。",
  "ended-martian-destination":
    "パケットはここで終わる。この宛先は {host} の {device} に届いてはならない。誰にも知らされない。",
  "ended-blackhole":
    "パケットはここで終わる。{host} の {destination} への経路は blackhole。誰にも知らされない。",
  "ended-unreachable":
    "パケットはここで終わる。{host} の {destination} への経路は unreachable。送信元に知らされる。",
  "ended-prohibit":
    "パケットはここで終わる。{host} の {destination} への経路は prohibit。送信元に知らされる。",
  "ended-too-big":
    "パケットはここで終わる。{mtu} バイトより長く、分割も禁じられている。{host} が送信元に知らせる。",
  "ended-device-down": "パケットはここで終わる。{host} の {device} は停止している。",
  "ended-no-port": "フレームはここで終わる。{host} のブリッジ {bridge} に出すポートがない。",
  "ended-not-our-mac":
    "{host} はフレームを無視する。宛先のハードウェアアドレスが {device} のものではない。",
  "ended-bridge-loop":
    "フレームはここで終わる。ブリッジのループを回り続けている。{host} の {bridge} もその一つ。",
  "ended-too-long-for-port":
    "フレームはここで終わる。{host} の {port} は {mtu} バイトまで。ブリッジは誰にも知らせない。",
  "ended-outer-lost": "パケットは、入っていた外側のパケット {outer} とともに失われる。",
  "ended-no-tunnel-end":
    "パケットはここで終わる。{host} の {device} はこの宛先のトンネルの端を知らない。",
  "ended-tunnel-loop":
    "パケットはここで終わる。{host} の {device} が送るものは、何度もトンネルに入ってしまう。",
  "ended-decapsulated": "外側のパケットは {host} で終わる。{device} が中身を取り出す。",
  "ended-reassembled": "{host} は残りがそろうまでこのフラグメントを取っておく。",
  "ended-fragmented": "元のパケットは {host} で終わり、フラグメントになって進む。",
  "ended-table-full":
    "パケットはここで終わる。{host} の conntrack の表が満杯。誰にも知らされない。",
  "ended-lost-on-link": "パケットは {segment} で失われる。誰にも知らされない。",
  "ended-no-protocol":
    "パケットはここで終わる。{host} にプロトコル {protocol} を受け取るものがない。",
};
