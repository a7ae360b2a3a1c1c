import type { en } from "./en.js";

/** カーネルの負荷分散器 IPVS についての文。 */
export const ja: Readonly<Record<keyof typeof en, string>> = {
  "virtual-server-found":
    "{host} の IPVS が {hook} でパケットを受け取る: 仮想サーバー {server} 宛てで、スケジューラーは {scheduler}。",
  "scheduled-next":
    "ラウンドロビン (rr): {after} の次は {endpoint} の番。{server} をこれが受け持つ。",
  "scheduled-first":
    "ラウンドロビン (rr) はリストの先頭、最後に追加された実サーバーから始める: {endpoint} が {server} を受け持つ。",
  "scheduled-weighted":
    "重み付きラウンドロビン (wrr) は重み {weight} 以上を求める: リストで次にそれを満たすのは {endpoint}。",
  "scheduled-least": "{scheduler} は負荷が最も小さい実サーバー {endpoint} を選ぶ。負荷: {loads}。",
  "scheduled-idle":
    "never queue (nq) はアクティブな接続のない最初の実サーバー {endpoint} を選ぶ。負荷: {loads}。",
  "scheduled-hash":
    "{scheduler} は {of} をハッシュし、{size} 個の表の位置 {place} にある {endpoint} を選ぶ。",
  "scheduled-persistent":
    "クライアントは前に実サーバーへ結び付けられている (セッションアフィニティ)。スケジューラーには尋ねず、{endpoint} が {server} を受け持つ。",
  "scheduled-nobody": "{server} の実サーバーで接続を受けるものはない。",
  "ipvs-connection-created":
    "{host} の IPVS が接続を作る: {client} から仮想サーバー {virtual} へ、受け持つのは {real}。",
  "ipvs-template-created":
    "{host} の IPVS がクライアント {client} を {real} に結び付ける: 最後の接続から {seconds} 秒間、同じ実サーバーを使う。",
  "ipvs-connection-updated":
    "{host} の IPVS: {client} の接続は {state} になった。実サーバーの数え方は {counts}。",
  "ipvs-connection-refreshed": "{host} の IPVS: {client} の接続の期限が延びる。",
  "ipvs-template-refreshed": "{host} の IPVS: {client} と {real} の結び付きの期限が延びる。",
  "ipvs-connection-expired": "{host} の IPVS が {client} の接続を忘れる: 期限が切れた。",
  "ipvs-connection-gone":
    "{host} の IPVS が {client} の接続を忘れる: 実サーバーはもう接続を受けない。",
  "ipvs-connection-reused":
    "{host} の IPVS が {client} の古い接続を忘れる: それは終わっていて、同じポートからの SYN が新しい接続を始める。",
  "ipvs-found-in":
    "{host} の IPVS はこのパケットを知っている: その接続の実サーバー {real} へ進む。",
  "ipvs-found-out":
    "{host} の IPVS はこのパケットを知っている: 実サーバー {real} から来たもので、クライアントが知るのは {virtual} だけ。",
  "ended-no-real-server":
    "パケットはここで終わる: 仮想サーバーには接続を受ける実サーバーがない。{host} は ICMP エラー (ポート到達不能) で答える。",
  "ended-real-server-gone":
    "パケットはここで終わる: その接続の実サーバーはもう仮想サーバーのものではない。",
  "ended-loopback-balanced":
    "パケットはここで終わる: {host} の IPVS は 127.0.0.0/8 から他のホストへも、他のホストから 127.0.0.0/8 へも送らない。",
};
