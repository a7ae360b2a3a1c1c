import type { en } from "./en.js";

/** SCTP の説明文。 */
export const ja: Readonly<Record<keyof typeof en, string>> = {
  "sctp-opening":
    "{client} が {local} から {remote} へ SCTP アソシエーションを開く。応答が来るまでは COOKIE_WAIT のまま。",
  "sctp-established": "{client} から見て SCTP アソシエーション {local} – {remote} が確立した。",
  "sctp-both-closed":
    "両側が SCTP アソシエーション {local} – {remote} を終えた。{client} はもう覚えていない。",
  "sctp-retransmit": "{seconds} 秒応答がない。{client} は SCTP のチャンクをもう一度送る。",
  "sctp-give-up": "{seconds} 秒応答がない。{client} は SCTP のチャンクを送りつくし、あきらめる。",
  "sent-sctp-init":
    "{host} の {program} が SCTP アソシエーションを求める: {source} から {destination} へ INIT。",
  "sent-sctp-init-ack":
    "{host} が {source} から {destination} へ INIT ACK で応じる。知っていることはすべてクッキーに入れ、自分では何も覚えない。",
  "sent-sctp-cookie-echo":
    "{host} の {program} がクッキーを返す: {source} から {destination} へ COOKIE ECHO。",
  "sent-sctp-cookie-ack":
    "{host} がクッキーとアソシエーションを認める: {source} から {destination} へ COOKIE ACK。",
  "sent-sctp-data":
    "{host} の {program} が {source} から {destination} へメッセージ({chunks})を送る: {data}",
  "sent-sctp-abort":
    "{host} にはこのパケットの SCTP アソシエーションがない: {source} から {destination} へ ABORT。",
  "sent-sctp-shutdown":
    "{host} の {program} はすべて送り終えて閉じる: {source} から {destination} へ SHUTDOWN。",
  "sent-sctp-chunks": "{host} の {program} が {source} から {destination} へ {chunks} を送る。",
  "subject-sctp-data": "「{data}」の SCTP パケット",
  "subject-sctp": "{chunks} の SCTP パケット",
  "ended-no-association": "{host} のポート {port} に、{source} との SCTP アソシエーションはない。",
};
