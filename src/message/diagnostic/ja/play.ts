/** What is found wrong when a scenario is played, in Japanese. */
export const playDiagnosticsJa: Readonly<Record<string, string>> = {
  "expectation-failed":
    "シナリオの期待は「{expectation}」だが、リクエストは「{found}」で終わった。",
  "pod-not-there": "この時点で Pod `{pod}` は動いていない。ネットワークがまだないか、もうない。",
  "route-refused": "カーネルはこの経路を受け付けない: {text}",
  "no-such-route": "この時点で、削除する経路 `{route}` はない。",
  "mode-not-in-version": "kube-proxy {version} にモード {mode} はない。",
  "nothing-to-compare": "比べるにはモードが 2 つ以上必要である。",
  "rule-expectation-failed": "シナリオの期待は {expectation} だが、あったのは {found}。",
  "bad-endpoint": "`{text}` はエンドポイントではない。番号、またはアドレスとポートで書く。",
  "pick-without-request": "この後にリクエストがないため、選ぶものがない。",
  "pick-not-possible":
    "`{command}` はエンドポイント {endpoint} へは行けない。抽選がそこへは導かない。",
  "no-such-branch":
    "`{branch}` という分岐はない。リクエストは {requests} 個で、2 番目のリクエストの 3 番目の分岐は `2:3` と書く。シード本来の抽選を再生する。",
  "play-limit-reached":
    "最後まで再生できなかった。上限は 1 リクエストにつき仮想時間 {seconds} 秒とイベント {requestEvents} 件、再生全体で {tasks} タスクとイベント {events} 件である。",
};
