/** Mistakes in a Corefile; what CoreDNS itself would say is quoted as it says it. */
export const dnsDiagnosticsJa: Readonly<Record<string, string>> = {
  "corefile-syntax": "CoreDNS はここを読めません: {text}",
  "corefile-setup": "CoreDNS はこの設定では起動しません: {text}",
  "corefile-unknown-plugin": "CoreDNS に `{name}` というプラグインはありません。",
  "node-local-plugin":
    "node-cache にプラグイン `{name}` は組み込まれておらず、起動できません: no action found for directive '{name}' with server type 'dns' (missing a plugin?)。",
  "corefile-removed-plugin":
    "プラグイン `{name}` は {since} から CoreDNS にありません。移行ツールは代わりに `{instead}` と書きます。ファイル全体は `hopwise migrate` で見られます。",
  "corefile-moved-plugin":
    "プラグイン `{name}` は {since} から CoreDNS にありません。別のプロジェクトになり、組み込んでビルドする必要があります。",
  "corefile-removed-option":
    "CoreDNS はこの設定では起動しません: {text}。`{plugin}` のオプション `{name}` は {since} で廃止されました。移行ツールはこの行を取り除きます。",
  "corefile-unsupported":
    "`{feature}` にはまだ対応していません。CoreDNS がこれで行うはずの動作は表示されません。",
  "corefile-overlooked":
    "CoreDNS はこの行を黙って読み飛ばします。`{found}` は、名前が後に続くアドレスではありません。",
  "corefile-loop":
    'CoreDNS が {upstream} に転送したクエリは CoreDNS 自身に戻ってくるため、起動直後に `loop` が CoreDNS を終了させます: Loop (… -> :{port}) detected for zone "{zone}".',
  "corefile-zone-form":
    "ゾーン `{zone}` は RFC 1035 の推奨する形ではない。CoreDNS は起動時に警告するが、そのまま応答する。",
  "corefile-variable":
    "`{name}` は環境変数を指しますが、ここでは何も設定されていないため空になります。",
};
