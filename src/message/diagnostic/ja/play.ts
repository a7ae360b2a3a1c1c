/** What is found wrong when a scenario is played, in Japanese. */
export const playDiagnosticsJa: Readonly<Record<string, string>> = {
  "expectation-failed": "シナリオの期待は {expectation} だが、リクエストの結果は {found} だった。",
  "play-limit-reached":
    "最後まで再生できなかった。上限は 1 リクエストにつき仮想時間 {seconds} 秒、再生全体で {tasks} タスクである。",
};
