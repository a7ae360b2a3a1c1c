/** Mistakes in a scenario's text. */
export const languageDiagnosticsJa: Readonly<Record<string, string>> = {
  "unclosed-brace": "`{word}` のブロックが閉じられていません。",
  "stray-brace": "この括弧に対応する開き括弧がありません。",
  "nested-too-deep": "ブロックの入れ子が深すぎます。",
  "unclosed-text": "この文字列には終わりの引用符がありません。",
  "block-without-word": "このブロックの前に、何のブロックかを示す語がありません。",
  "verbatim-on-one-line": "`{word}` の本文は括弧の次の行から始まり、} だけの行で終わります。",
  "text-too-long": "シナリオは {max} 文字までです。長すぎるため読み込みませんでした。",
  "too-many": "先頭の {max} 件だけを使います。この `{word}` から後は使いません。",
  "body-too-long": "応答の本文は {max} バイトまでです。長すぎるため使いませんでした。",
  "too-many-endpoints":
    "ここまでの Service のエンドポイントが上限（{max}）に達したため、`{service}` から後にはエンドポイントがありません。",
  "more-diagnostics": "誤りはこの {max} 件のほかにもあります。",

  "unknown-word": "`{word}` は `{block}` の中では意味を持ちません。",
  "unknown-top-word": "`{word}` は、どのブロックの中でもないこの場所では意味を持ちません。",
  "not-yet-supported": "`{word}` にはまだ対応していません。",
  "said-twice": "`{word}` は一度しか書けません。",
  "unexpected-block": "`{word}` はブロックを持ちません。",
  "missing-value": "`{after}` の後に必要なものがありません。",
  "unexpected-word": "`{word}` は余分です。",
  "bad-choice": "`{text}` はここに書ける語ではありません。",

  "missing-version": "シナリオの言語のバージョンが書かれていません。",
  "unknown-version": "言語のバージョン {text} は知られていません。",
  "text-without-quotes": "`{text}` には引用符が必要です。言語名なら、その後に文字列が必要です。",
  "text-without-english": "直前に英語の `{word}` がないため、これをすべての言語で表示します。",

  "joined-parts":
    "`{word}` は `{block}` の別の項目です。項目どうしは、改行、2 つ以上の空白、または `;` で区切ります。",
  "bad-address": "`{text}` は IP アドレスではありません。",
  "bad-prefix": "`{text}` は CIDR 表記のアドレス範囲ではありません。",
  "prefix-host-bits": "`{text}` は範囲の先頭のアドレスから始まっていません。",
  "bad-number": "`{text}` は {min} から {max} までの整数ではありません。",
  "bad-port":
    "`{text}` は 1 から 65535 までのポート (/tcp、/udp、/sctp を付けてもよい) ではありません。",
  "bad-duration": "`{text}` は時間の長さではありません。",
  "bad-name":
    "`{text}` は名前にできません。使えるのは英小文字、数字、ハイフンで、63 文字以内、両端はハイフン以外です。",
  "bad-label": "`{text}` はラベルではありません。",
  "bad-domain-name": "`{text}` はドメイン名ではありません。",
  "bad-record": "`{text}` は {type} レコードの値になりません。",
  "bad-url": "`{text}` は curl で使える URL ではありません。",

  "missing-family": "`{word}` の範囲に {family} のアドレスがありません。",
  "duplicate-family": "{family} のものはすでにあります。",
  "range-overlap": "範囲 {range} は `{owner}` の {other} と重なっています。",
  "range-outside": "範囲 {range} は `{owner}` の {ranges} の外にあります。",
  "range-exhausted": "範囲 {range} には `{name}` に割り当てるものが残っていません。",
  "address-outside": "アドレス {address} は `{owner}` の {ranges} の外にあります。",
  "address-of-other-family": "アドレス {address} は {families} ではありません。",
  "duplicate-address": "アドレス {address} はすでに `{owner}` のものです。",
  "reserved-address": "{range} のアドレス {address} が割り当てられることはありません。",
  "spare-address": "`replicas` が {replicas} なので、アドレス {address} を使う Pod がありません。",
  "address-on-host-network":
    "`{pod}` はホストネットワークにいるので、アドレスはノードのものになります。",
  "dns-none-without-server": "`dns None` の Pod には、`dns-config` の `nameserver` が必要です。",
  "search-list-too-long": "検索リストは、空白を含めて {max} 文字までです。",
  "bad-resolv-conf":
    "この行にはサーバーがありません。このままでは kubelet は Pod を作りません (`nameserver list is empty`)。",
  "headless-with-address": "`{service}` はヘッドレスなので、クラスターアドレスを持ちません。",

  "not-with-copies": "複製に同じ `{word}` は持たせられません。省けばそれぞれに割り当てます。",
  "not-applied": "`apply` は一度に一つのオブジェクトを扱います。ここに `{word}` は書けません。",
  "not-applied-while-playing":
    "再生中に {kind} は適用できません。適用できるのは Service、Deployment、Pod です。",
  "duplicate-name": "`{name}` という名前の {what} はすでにあります。",
  "reserved-name": "{what} `{name}` は、どのクラスターにもはじめからあります。",
  "duplicate-port": "ポート {port} はここではすでに使われています。",
  "port-without-name": "Service に複数のポートがあるので、ポート {port} には名前が必要です。",
  "protocols-differ": "転送先のプロトコルがポートのものと違います。",
  "http-needs-tcp": "http は tcp でしか提供できません。",
  "proxy-needs-tcp": "proxy が受け付けるのは tcp の接続だけです。",
  "service-without-port": "Service `{service}` にポートがありません。",
  "service-without-selector":
    "Service `{service}` は Pod を選択しないので、エンドポイントがありません。",
  "selector-matches-nothing":
    "ラベル {selector} を持つ Pod が名前空間にないので、`{service}` にはエンドポイントがありません。",
  "unknown-port-name":
    "`{service}` の Pod に `{name}` という名前のコンテナポートがないので、そのポートにはエンドポイントがありません。",

  "unknown-node": "`{name}` というノードはありません。",
  "missing-client": "`{word}` を実行するものが書かれていません。",
  "unknown-pod": "`{name}` という Pod はありません。",
  "unknown-deployment": "`{name}` という Deployment はありません。",
  "unknown-namespace": "`{name}` という名前空間はありません。",
  "unknown-service": "名前空間 `{namespace}` に `{name}` という Service はありません。",
  "no-pod-there": "ノード `{node}` に `{deployment}` の Pod はありません。",
  "ambiguous-pod": "`{name}` には Pod が複数あります。ここでは 1 つに決まる必要があります。",
  "unknown-connection": "ここでは、このクライアントに `{name}` として開いている接続がありません。",
  "one-connection":
    "名前の付いた接続は一度だけ開き、一度だけ閉じるので、`{word}` に `times` は付きません。",
  "expectation-without-request": "これより前に、結果を期待できるリクエストがありません。",
};
