// The site's own sentences, in every language that it is built in.
export const LANGUAGES = [
  { tag: "en", name: "English", folder: "" },
  { tag: "ja", name: "日本語", folder: "ja/" },
];

export const TEXTS = {
  en: {
    tagline: "See how a request to a Kubernetes Service really travels.",
    about:
      "Nothing here is drawn by hand. A short text describes a cluster; Hopwise derives the addresses, writes the rules that kube-proxy would write, sends packets through a model of Linux and of CoreDNS, and shows what happened. Step forward, step back, open any rule.",
    gallery: "Scenarios",
    scenarioText: "The scenario",
    download: "Download the text",
    embed: "Embed it",
    all: "All scenarios",
    try: "Write your own",
    tryAbout:
      "Change the text: the player follows. Mistakes are listed with their place, and what can be read goes on playing. Nothing leaves this page.",
    text: "Scenario text",
    ownText: "(your own text)",
    steps: "{count} steps",
    comparing:
      'The line compare names the modes of kube-proxy that the same requests are played in, side by side. An attribute modes="iptables nftables" compares any scenario.',
    language: "Language",
    skip: "Skip to the player",
  },
  ja: {
    tagline: "Kubernetes の Service へのリクエストが実際に通る道筋を見る。",
    about:
      "ここにある図は手描きではありません。短いテキストでクラスターを書くと、Hopwise がアドレスを割り当て、kube-proxy が書くはずのルールを書き、Linux と CoreDNS のモデルにパケットを通して、起きたことを見せます。1 ステップずつ進めたり戻したりして、どのルールも読めます。",
    gallery: "シナリオ",
    scenarioText: "シナリオのテキスト",
    download: "テキストをダウンロード",
    embed: "埋め込む",
    all: "シナリオ一覧",
    try: "自分で書く",
    tryAbout:
      "テキストを変えると、プレーヤーがそのまま追いかけます。誤りは場所とともに一覧になり、読み取れた部分は再生を続けます。入力した内容がこのページの外に送られることはありません。",
    text: "シナリオのテキスト",
    ownText: "(自分のテキスト)",
    steps: "{count} ステップ",
    comparing:
      'compare の行に書いた kube-proxy のモードごとに、同じリクエストを並べて再生します。属性 modes="iptables nftables" を付ければ、どのシナリオでも比較できます。',
    language: "言語",
    skip: "プレーヤーへ移動",
  },
};
