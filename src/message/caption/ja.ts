import type { CaptionTexts } from "./en.js";
import { ja as cluster } from "./cluster/ja.js";
import { ja as host } from "./host/ja.js";
import { ja as nftables } from "./nftables/ja.js";
import { ja as pluginAction } from "./plugin-action/ja.js";
import { ja as plugin } from "./plugin/ja.js";
import { ja as sctp } from "./sctp/ja.js";

/** ステップごとの説明文。 */
export const ja: CaptionTexts = {
  language: "ja",
  ...cluster,
  ...host,
  ...nftables,
  ...plugin,
  ...pluginAction,
  ...sctp,

  otherwise: "{kind}",
  "chapter-started": "{title}",
  "note-shown": "{note}",
  "choices-explored":
    "{command} に対して抽選がとりうる道は {count} 通りで、エンドポイントごとに全体の {shares}。",
  "choices-none": "{command} に抽選で決まることはない。道は 1 つだけである。",
  "choices-too-many":
    "{command} に対して抽選がとりうる道のうち {count} 通りを再生した。ほかにもある。",
  "request-started": "{client} が実行: {command}",
  "request-answered": "{client} に応答が届いた: {output}",
  "request-answered-status": "{client} に HTTP {status} の応答が届いた: {output}",
  "dig-answered": "{client} の {program} に {rcode} の回答が届いた: {name} は {answers}。",
  "dig-answered-other":
    "{client} の {program} が {name} を尋ねたのに、別の名前の回答が {rcode} で届いた: {owner} は {answers}。",
  "dig-no-data":
    "{client} の {program} に {rcode} の回答が届いた: {name} はあるが、{type} レコードがない。",
  "dig-nxdomain":
    "{client} の {program} に {rcode} の回答が届いた: {name} という名前は存在しない。",
  "dig-failed": "{client} の {program} に {name} のレコードのない回答が届いた: {rcode}。",
  "file-read": "{client} が読んだ内容: {lines}",
  "request-refused": "{client} の要求は拒否された: {output}",
  "request-unreachable": "{client} に宛先へ到達できないと通知された: {output}",
  "request-reset": "{client} の接続はリセットされた: {output}",
  "request-not-permitted": "{client} のホストがリクエストを外へ出さない: {output}",
  "request-timed-out": "{client} は待つのをやめた: {output}",
  "request-nxdomain": "名前が存在しない。{client} の出力: {output}",
  "request-no-data": "名前はあるが、求める種類のレコードがない。{client} の出力: {output}",
  "request-server-failure":
    "使える回答をどのネームサーバーからも得られない。{client} の出力: {output}",
  "request-cannot-know":
    "{client} のリクエストの結果は分からない。シミュレートしていないマッチを持つルールにパケットが当たったためである。",
  "socket-opening":
    "{client} が {local} から {remote} へ TCP 接続を開く。応答が来るまでは SYN-SENT のまま。",
  "socket-established": "{client} から見て TCP 接続 {local} – {remote} が確立した。",
  "socket-both-closed":
    "両側が TCP 接続 {local} – {remote} を閉じた。{client} のソケットはもうない。",
  "socket-closed": "{client}: {protocol} ソケット {local} – {remote} は閉じた。",
  "socket-udp": "{client} が {remote} 用の UDP ソケット {local} を使う。",
  "socket-changed": "{client}: {protocol} ソケット {local} – {remote} は {state} になった。",
  "timer-retransmit":
    "最初の送信から {seconds} 秒、応答がない。失われたかもしれないので、{client} はセグメントを再送する。",
  "timer-give-up":
    "最初の送信から {seconds} 秒、応答がない。再送の回数を使い切ったので、{client} はあきらめる。",
  "timer-dns": "ネームサーバーから {seconds} 秒応答がない。{client} は待つのをやめる。",
  "timer-answer": "{seconds} 秒たっても答えがなく、{client} は待つのをやめる。",
  "timer-connect": "{seconds} 秒たっても接続できず、{client} はあきらめる。",
  "timer-idle":
    "{seconds} 秒間やりとりがなく、{client} の kube-proxy はこのクライアント専用のソケットを閉じる。",
  "endpoint-chosen":
    "リダイレクトで {client} の通信は kube-proxy 自身に届いた。{host} のプロセスは {service} の次のエンドポイント({of} 個中 {place} 番目)の {endpoint} を選び、そこへ 2 本目の接続を開く。送信元はノード自身のアドレスになる。",
  "endpoint-kept":
    "リダイレクトで {client} の通信は kube-proxy 自身に届いた。{service} にはセッションアフィニティがあるので、{host} のプロセスは前と同じ {endpoint} を選び、そこへ 2 本目の接続を開く。",
  "endpoint-none":
    "リダイレクトで {client} の通信は kube-proxy 自身に届いたが、{service} にはエンドポイントがない。{host} のプロセスにはつなぐ先がない。",
  "expectation-held": "シナリオの期待どおり: {text}。",
  "expectation-failed": "シナリオの期待は {text} だが、結果は {found} だった。",
  "http-handled":
    "{host} が {client} からの {method} {path} を処理し、ステータス {status} を返す。",

  "sent-query": "{host} の {program} が {destination} に問い合わせる: {name} の {type} は?",
  "sent-answer": "{host} の {program} が {destination} に答える: {name} の {type} は {rcode}。",
  "sent-syn":
    "{host} の {program} が {destination} への接続を求める。最初のパケットは {source} からの SYN。",
  "sent-syn-ack": "{host} が接続に応じる: {source} から {destination} へ SYN-ACK。",
  "sent-segment": "{host} の {program} が {source} から {destination} へ {flags} を送る。",
  "sent-data": "{host} の {program} が {source} から {destination} へデータ({flags})を送る: {data}",
  "sent-fin":
    "{host} の {program} は送り終え、自分の側を閉じる: {source} から {destination} へ FIN。",
  "sent-reset": "{host} が接続をリセットする: {source} から {destination} へ RST。",
  "sent-datagram": "{host} の {program} が {source} から {destination} へデータグラムを送る。",
  "route-forward": "{host} は {destination} 宛を {device} から隣の {gateway} へ送る: {route}",
  "route-forward-direct":
    "{host} は {destination} 宛を {device} から直接送る。宛先は隣にいる: {route}",
  "route-translated":
    "経路は新しい宛先で選ばれる。{host} は {destination} 宛を {device} から隣の {gateway} へ送る: {route}",
  "route-translated-direct":
    "経路は新しい宛先で選ばれる。{host} は {destination} 宛を {device} から直接送る。宛先は隣にいる: {route}",
  "route-local":
    "{destination} は {host} 自身のアドレスなので、パケットは先へ進まず、ここで上へ渡される。",
  "route-none": "{host} には {destination} への経路がない。",
  "ttl-decremented": "{host} が転送するので TTL を 1 減らす。残りは {ttl}。",
  "neighbour-found": "{host} では、{device} 側の {address} のハードウェアアドレスは {mac}。",
  "device-left": "パケットは {device} から {host} を出る。",
  "veth-crossed":
    "{subject}が veth ペアを通って {from}({fromDevice})から {host}({toDevice})へ届く。",
  "lan-crossed":
    "{subject}がネットワーク {segment} を通って {from}({fromDevice})から {host}({toDevice})へ届く。",
  "subject-packet": "パケット",
  "subject-query": "{name} の {type} の問い合わせ",
  "subject-answer": "{name} の {type} への回答({rcode})",
  "subject-data": "「{data}」のセグメント",
  "subject-segment": "{flags} セグメント",
  "subject-datagram": "UDP データグラム",
  "device-entered": "パケットは {device} から {host} に入る。",
  "delivered-data": "{host} の {program} がポート {port} で {source} から受け取る: {data}",
  "delivered-segment": "{source} からの {nature} が {host} のポート {port}({program})に届く。",
  "delivered-query": "{host} の {program} が {source} の問い合わせを受け取る: {name} の {type} は?",
  "delivered-answer":
    "{host} の {program} が {source} の回答を受け取る: {name} の {type} は {rcode}。",
  "ended-no-socket": "{host} では {protocol} ポート {port} で待ち受けているものがない。",
  "ended-no-connection": "{host} のポート {port} に、{source} との TCP 接続はない。",
  "ended-by-kernel": "{host} のカーネルがパケットを自分で受け取る。",
  "dropped-by-rule":
    "{host} の {table} {chain} のルール {rule} がパケットを捨てる({ruleText})。誰にも知らされない。",
  "dropped-by-policy":
    "{host} の {table} {chain} のポリシーがパケットを捨てる。誰にも知らされない。",
  "rejected-by-rule":
    "{host} の {table} {chain} のルール {rule} がパケットを拒否する({ruleText})。送信元に知らされる。",
  "ended-no-route": "パケットはここで終わる。{host} に {destination} への経路がない。",
  "ended-ttl": "パケットはここで終わる。{host} で TTL が尽きた。",
  "ended-no-neighbour": "パケットはここで終わる。{host} の隣に {address} を持つものがいない。",
  "ended-not-for-us":
    "パケットはここで終わる。{destination} は {host} のアドレスではなく、{host} は転送もしない。",
  "ended-reroute":
    "パケットはここで終わる。変換後の {destination} への使える経路が {host} にない。",
  "ended-clash": "パケットはここで終わる。{host} が始めた接続の場所を、別の接続が先に取った。",
  "ended-unknown-match":
    "{host} の {table} {chain} のルール {rule} は Hopwise の知らない機能を使う。カーネルがどうするかは分からないので、ここで止まる: {ruleText}",
  "ended-outside":
    "{host} はパケットを外へ送り出す。シナリオには {destination} を持つものがいないので、応答は来ない。",
  "ended-at-limit": "再生の上限に達したため、このパケットの行方は再生されない。",
  "ended-with-play": "このパケットが {host} にいるうちに再生が終わる。",
  "ended-otherwise": "パケットは {host} で終わる: {disposition}。",

  "hook-entered": "{host}: パケットが {hook} フックに着く。",
  "hook-left": "{host}: {hook} フックはパケットを通す。",
  "hook-stolen":
    "{host}: パケットは {hook} から先へは進まない。IPVS が引き取り、{host} 自身のパケットのように OUTPUT と POSTROUTING を通して送る。",
  "hook-stopped": "{host}: パケットは {hook} フックで終わる: {verdict}。",
  "table-entered": "{host}: {hook} の {table} テーブルを調べる。",
  "table-empty": "{hook} の {table} テーブルにはルールがないので、ポリシーで決まる: {policy}。",
  "table-by-policy":
    "{hook} の {table} テーブルではどのルールでも決まらず({visited} 個を照合)、ポリシーで決まる: {policy}。",
  "table-by-rule":
    "{hook} の {table} テーブルは終わり。{chain} のルール {rule} で決まった({action})。",
  "table-left": "{hook} の {table} テーブルは終わり: {verdict}。",
  "skipped-binding":
    "{hook} の {table} のルールは調べない。この接続のアドレスをどうするかは、最初のパケットで決まっている。",
  "skipped-untracked":
    "{hook} の {table} のルールは調べない。追跡されないパケットは変換もされない。",
  "skipped-invalid":
    "{hook} の {table} のルールは調べない。conntrack がパケットを接続に結び付けられない(INVALID)。",
  "skipped-absent": "{host} の {hook} に {table} テーブルはない。素通りする。",
  "hit-service": "{chain} のルール {rule} に一致: {condition} は Service {service}。{target} へ。",
  "no-condition": "無条件",
  "hit-jump": "{chain} のルール {rule} に一致({condition})。{target} へ。",
  "hit-jump-always": "{chain} のルール {rule} は無条件。{target} へ。",
  "hit-accept": "{chain} のルール {rule} がパケットを許可する({condition})。",
  "hit-drop": "{chain} のルール {rule} がパケットを捨てる({condition})。",
  "hit-reject": "{chain} のルール {rule} がパケットを {with} で拒否する({condition})。",
  "hit-return": "{chain} のルール {rule} に一致({condition})。{caller} に戻る。",
  "hit-return-end": "{chain} のルール {rule} に一致({condition})。ポリシーで決まる。",
  "hit-continue": "{chain} のルール {rule} に一致: {action}。照合は続く。",
  "hit-dnat": "{chain} のルール {rule} が新しい宛先を示す: {endpoint}。",
  "hit-snat": "{chain} のルール {rule} が新しい送信元を求める: {to}。",
  "hit-queue":
    "{chain} のルール {rule} がパケットをプログラムに渡す({condition})。待っているものがないので、カーネルが捨てる。",
  "hit-queue-bypass":
    "{chain} のルール {rule} はパケットをプログラムに渡そうとする({condition})。待っているものがないので、このテーブルを通す。",
  "drew-and-matched": "引いた数 {drawn} は確率 {probability} より小さい。",
  "drew-before": "その前にルール {drew} が引いた数 {drawn} は、確率 {probability} より小さくない。",
  "drew-before-often":
    "その前に {count} 個のルールが外れを引いた。最後のルール {drew} が引いた数 {drawn} は、確率 {probability} より小さくない。",
  "chosen-by-draw":
    "{chain} のルール {rule} が引いた数 {drawn} は確率 {probability} より小さいので、このルールが宛先を選んだ。",
  "chosen-after-draw":
    "{chain} のルール {drew} が引いた数 {drawn} は確率 {probability} より小さくないので、ルール {rule} が宛先を選んだ。",
  "chosen-after-draws":
    "{chain} の {count} 個のルールが外れを引いた。最後のルール {drew} が引いた数 {drawn} は確率 {probability} より小さくないので、ルール {rule} が宛先を選んだ。",
  "chain-ended": "{chain} にこれ以上一致するルールはない。{caller} に戻る。",
  "chain-empty": "{chain} にルールはない。{caller} に戻る。",
  "chain-ended-built-in": "{chain} にこれ以上一致するルールはない。ポリシーで決まる。",
  "chain-empty-built-in": "{table} テーブルの {chain} にルールはない。ポリシーで決まる。",
  "chain-returned": "{chain} から {caller} に戻る。",
  "chain-returned-built-in": "{chain} から戻る。ポリシーで決まる。",
  "marked-for-masquerade":
    "{chain} がマーク {mark} を付ける。このパケットの送信元は {host} を出るときに書き換えられる。",
  "mark-cleared": "マーク {before} は役目を終え、外される。",
  "mark-changed": "パケットのマークが {before} から {mark} に変わる。",
  "ttl-set": "{host}: ルールが TTL を {ttl} にする。",
  "segment-size-set": "{host}: ルールが SYN の MSS を {bytes} に下げる。",
  "connection-new": "{host} の conntrack はこれまで接続 {tuple} を知らなかった。パケットは NEW。",
  "connection-unanswered":
    "{host} の conntrack に {tuple} のエントリーはあるが、応答はまだ見ていない。パケットはまだ NEW。",
  "connection-known-original": "{host} の conntrack はこの接続を知っている: {state}、要求の向き。",
  "connection-known-reply":
    "{host} の conntrack はこの接続を知っている: {state}、{original} への応答。",
  "connection-related": "{host} の conntrack: パケットは接続 {original} に関連する(RELATED)。",
  "connection-invalid": "{host} の conntrack はパケットを接続に結び付けられない: INVALID。",
  "connection-untracked": "{host} はこのパケットを追跡しない: UNTRACKED。",
  "connection-created":
    "{host} の conntrack が {tuple} のエントリーを作り始める。有効になるのは全フックを通った後。",
  "connection-created-beside":
    "{host} の別の CPU が、同じ瞬間にこのパケットを扱う。まだ確定していない {tuple} のエントリーは見えず、もう 1 つ作り始める。",
  "connection-confirmed":
    "パケットが {host} の全フックを通ったので、conntrack がエントリーを確定する。応答は {replySource} から {replyDestination} へ来るはず。",
  "connection-updated": "{host} の conntrack: 接続 {tuple} は {state} になった。",
  "connection-bound":
    "{host} の conntrack が接続 {tuple} に変換を結び付ける。応答はこれから {replySource} から {replyDestination} へ来るはず。",
  "connection-answered": "{host} の conntrack が {tuple} への応答を見た。",
  "connection-refreshed": "{host} の conntrack が {tuple} のエントリーの期限を延ばす。",
  "connection-expired":
    "{host} の conntrack がエントリー {tuple} を消す。使われないまま期限が切れた。",
  "connection-not-confirmed":
    "{host} の conntrack が作りかけのエントリー {tuple} を捨てる。最初のパケットがこの先へ進めなかった。",
  "connection-refused":
    "{host} の conntrack がエントリー {tuple} を消す。接続は RST で拒否された。",
  "connection-reopened":
    "{host} の conntrack がエントリー {tuple} を消す。その接続は終わっていて、この SYN が新しい接続を始める。",
  "connection-stale":
    "{host} の kube-proxy が UDP のエントリー {tuple} を消す。その先のエンドポイントはもう応答しない。",
  "connection-deleted": "{host} の conntrack がエントリー {tuple} を消す。誰かが削除した。",
  "connection-flushed": "{host} の conntrack がエントリー {tuple} を消す。表が空にされた。",
  "connection-evicted":
    "{host} の conntrack がエントリー {tuple} を消し、新しい接続に場所を空ける。",
  "connection-clash":
    "{host} の conntrack が作りかけのエントリー {tuple} を手放す。同じやりとりの別のパケットが先に着いた。",
  "translated-dnat": "{host} が宛先 {old} を {endpoint} に書き換える。",
  "translated-dnat-on": "{host} が宛先 {old} を {node} 上の {endpoint} に書き換える。",
  "translated-dnat-service": "Service {service}: {host} が宛先 {old} を {endpoint} に書き換える。",
  "translated-dnat-service-on":
    "Service {service}: {host} が宛先 {old} を {node} 上の {endpoint} に書き換える。",
  "translated-snat": "{host} が送信元 {old} を {new} に書き換える。応答を {host} に戻らせるため。",
  "because-mark": "マーク {mark} の付いたパケットに {chain} のルール {rule} がそうする。",
  "because-rule": "{chain} のルール {rule} による({condition})。",
  "because-rule-always": "{chain} のルール {rule} による。",
  "translated-un-dnat":
    "{host} が DNAT を元に戻す。応答の送信元 {old} は、呼び出された {new} に戻る。",
  "translated-un-snat": "{host} が送信元の変換を元に戻す。応答の宛先 {old} は {new} に戻る。",
  "translated-dnat-again":
    "既知の接続なので、{host} はルールを調べずに宛先 {old} を {new} に書き換える。",
  "translated-snat-again":
    "既知の接続なので、{host} はルールを調べずに送信元 {old} を {new} に書き換える。",

  "lookup-absolute":
    "{client} は {name} のアドレスが必要。末尾がドットなので、そのまま問い合わせる。",
  "lookup-search-first":
    "{client} は {name} のアドレスが必要。ドットは {dots} 個で ndots:{ndots} より少ないので、検索リストが先。",
  "lookup-name-first":
    "{client} は {name} のアドレスが必要。ドットは {dots} 個で ndots:{ndots} 以上なので、まずそのまま試す。",
  "candidate-tried": "{n} 個中 {k} 個目の名前: {client} が {candidate}({types})を問い合わせる。",
  "candidate-nxdomain": "NXDOMAIN: {candidate} は存在しない({n} 個中 {k} 個目)。次は {next}。",
  "candidate-nxdomain-last": "NXDOMAIN: {candidate} は存在しない({n} 個中 {k} 個目、これが最後)。",
  "candidate-no-data": "{candidate} はあるが、求める型のレコードがない({n} 個中 {k} 個目)。",
  "candidate-timeout": "{candidate} の応答が時間内に来ない({n} 個中 {k} 個目)。",
  "candidate-failed": "{candidate} は解決できなかった: {result}({n} 個中 {k} 個目)。",
  "lookup-found": "{name} は {addresses}。",
  "lookup-found-as": "{name} は {answeredBy} で、アドレスは {addresses}。",
  "lookup-failed": "{name} のアドレスは得られなかった: {result}。",
  "query-sent": "{client} が {server} に問い合わせる: {name} の {type} は?",
  "answer-received": "{client} が {name} の {type} に {rcode} を受け取る: {answers}。",
  "answer-received-empty":
    "{client} が {name} の {type} に {rcode} を受け取る。回答のレコードはない。",
  "answer-truncated":
    "{client} が受け取った {name} の {type} の回答は切り詰められている: レコードは {count} 個で、続きがあることを TC フラグが示す。",
  "block-chosen": "{host} の {program} は {name} をサーバーブロック {keys} に渡す(ゾーン {zone})。",
  "block-chosen-reordered":
    "{host} の {program} は {name} をサーバーブロック {keys} に渡す(ゾーン {zone})。プラグインに尋ねる順番は Corefile に書かれた順ではなく、CoreDNS 自身が決めた順になる。",
  "block-missing": "{host} の CoreDNS に {name} を扱うサーバーブロックはない。",
  "plugin-entered": "問い合わせがプラグイン {plugin} に届く(Corefile {line} 行目)。",
  "plugin-cache-hit": "{plugin} に {name} の回答が残っている。あと {seconds} 秒有効。",
  "plugin-cache-hit-plain": "{plugin} に {name} の回答が残っている。",
  "plugin-cache-miss": "{plugin} に {name} の回答はない。問い合わせは先へ進む。",
  "plugin-cache-stored": "{plugin} が {name} の回答を {seconds} 秒間保存する。",
  "plugin-cache-stored-denial":
    "{plugin} が {name} に該当するレコードがないことを {seconds} 秒間保存する。",
  "plugin-cache-declined": "{plugin} は {name} の回答を保存しない: {reason}。",
  "plugin-record-found": "{plugin} が {object} を見つける。",
  "plugin-record-missing": "{plugin} は {object} を見つけられない: {reason}。",
  "plugin-forwarded": "{plugin} がネームサーバー {upstream} に問い合わせる。",
  "plugin-upstream-failed": "{plugin} はネームサーバー {upstream} から応答を得られない: {reason}。",
  "plugin-answers-shuffled": "{plugin} が {count} 個のアドレスの順番を変える。",
  "plugin-error-logged": "{plugin} がログに書く: {text}",
  "plugin-answered": "{plugin}(Corefile {line} 行目)が {rcode} で答える: {answers}。",
  "plugin-answered-empty":
    "{plugin}(Corefile {line} 行目)が {rcode} で答える。回答のレコードはない。",
};
