/** Mistakes in Kubernetes YAML; `{object}` is its kind and name. */
export const manifestDiagnosticsJa: Readonly<Record<string, string>> = {
  "yaml-tab": "YAML の字下げには空白を使います。ここにはタブがあります。",
  "yaml-indentation": "この行は字下げがどこにも合わず、何にも属しません。",
  "yaml-nested-key": "`名前: 値` の後ろの同じ行に、もう一つの `名前: 値` は書けません。",
  "yaml-missing-colon": "この行は `名前: 値` でも `- 項目` でもありません。",
  "yaml-missing-character": "ここに引用符、括弧、コンマのどれかが足りません。",
  "yaml-alias": "この名前のアンカーはありません。",
  "yaml-escape": "二重引用符の文字列に、このエスケープはありません。",
  "yaml-unexpected": "YAML として読めません。これはここに書けません。",
  "yaml-too-long":
    "普通のブロック形式でない文書は {limit} 文字までです。これはそれより長いため、読みませんでした。",
  "yaml-too-deep": "この文書は {limit} 段より深く入れ子になっているため、読みませんでした。",
  "yaml-too-many-aliases":
    "エイリアスを展開すると値が {limit} 個を超えるため、この文書は読みませんでした。",

  "manifest-unreadable": "`{path}` を読めません: {reason}。",
  "manifest-too-long":
    "Kubernetes の YAML ファイルは {max} 文字までです。これはそれより長いものです。",
  "manifest-without-reader": "ここでは Kubernetes の YAML を読めません。",
  "manifest-no-object": "`kind` がないので、Kubernetes のオブジェクトではありません。",
  "manifest-unknown-kind": "`{kind}` という種類は知られていないので、読み飛ばします。",
  "manifest-missing": "{object}: `{field}` がありません。",
  "manifest-wrong-kind": "{object}: `{field}` の値の種類が違います。",
  "manifest-not-text":
    "{object}: `{field}` は文字列です。引用符がないと YAML では数や真偽値になり、Kubernetes に拒否されます。",
  "manifest-not-number":
    "{object}: `{field}` は数です。引用符があると YAML では文字列になり、Kubernetes に拒否されます。",
  "manifest-bad-name":
    "{object}: `{text}` という名前は Kubernetes に拒否されます。使えるのは小文字、数字、ハイフンで、種類によってはドットで区切れます。両端は文字か数字です。",
  "manifest-other-labels":
    "{object}: `selector` が自分の `template` のラベルに合わないので、Kubernetes に拒否されます。",
  "manifest-bad-value": "{object}: `{text}` は `{field}` に書ける値ではありません。",
  "manifest-unknown-field": "{object}: `{field}` というフィールドはないので、読み飛ばします。",
  "manifest-bad-port": "{object}: `{field}` はポート番号ですが、`{text}` はそうではありません。",
  "manifest-duplicate-port": "{object}: ポート {port} はもうあります。",
  "manifest-bad-address": "{object}: `{text}` は IP アドレスではありません。",
  "manifest-bad-range": "{object}: `{text}` は CIDR 表記のアドレス範囲ではありません。",
  "manifest-ignored-address":
    "{object}: `{text}` は IP アドレスではないので、kube-proxy は読み飛ばします。",
  "manifest-ignored-range":
    "{object}: `{text}` は CIDR 表記の範囲ではないので、kube-proxy は読み飛ばします。",
  "manifest-wrong-family":
    "{object}: {address} は、このスライスの種類 {family} のアドレスではありません。",
  "manifest-duplicate": "{object} はもうあります。こちらは使いません。",
  "manifest-address-taken": "{object}: {address} は {owner} のクラスターアドレスです。",
  "manifest-node-port-taken": "{object}: ノードポート {port} は {owner} のものです。",
  "manifest-unknown-node":
    "{object}: `{name}` という Node はありませんが、あるものとして扱います。",
  "manifest-pod-pending": "{object} はまだ動いておらず、アドレスもないので、登場しません。",
  "manifest-gone-field": "`{field}` は今の kube-proxy にはなく、何も変えません。",
  "manifest-strange-field": "kube-proxy に `{field}` という設定はありません。",
};
