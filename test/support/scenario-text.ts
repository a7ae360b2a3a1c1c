import fc from "fast-check";

const WORDS: Readonly<Record<string, readonly string[]>> = {
  scenario: ["hopwise", "title", "seed", "pod", "namespace", "node", "link", "container", "xyz"],
  cluster: ["pods", "services", "nodes", "domain", "version", "cni"],
  node: ["address", "pods", "labels", "zone", "role", "route", "sysctl", "iptables"],
  host: ["address", "route", "rule", "neighbour", "fdb", "device", "bridge", "mtu", "mac", "down"],
  switch: ["bridge", "promisc"],
  bridge: ["ports", "hairpin", "isolated", "no-flood", "address", "down"],
  container: ["publish", "network", "serves"],
  deployment: ["replicas", "on", "labels", "serves", "addresses"],
  pod: ["namespace", "address", "labels", "container", "serves", "unready"],
  service: ["type", "select", "cluster-ip", "port", "families", "publish-not-ready"],
  upstream: ["record"],
  play: [
    ...["chapter", "note", "wait", "expect", "client", "pod", "host", "red", "sysctl", "route"],
    ...["break", "lose", "iptables", "flush", "drop", "hairpin", "build"],
  ],
};

function value(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      "1",
      "a",
      "worker",
      "labels",
      "pods",
      "wait",
      "app=a",
      "10.244.1.3",
      "10.244.1.0/24",
      "fd00::1",
      "80",
      "80/tcp",
      "->",
      ",",
      "http",
      "in",
      "on",
      "curl",
      "http://a/b?c=d",
      "ja",
      "200",
      "35s",
      "eth0",
      "red.eth0",
      "10.0.0.1/24",
      "via",
      "dev",
      "ping",
      "times",
      "80,443",
      "8080:80",
      "02:00:00:00:00:01",
    ),
    fc.string({ maxLength: 12, unit: "grapheme" }).map(quoted),
  );
}

function quoted(text: string): string {
  return `"${text.replace(/[\r\n]/g, " ").replace(/["\\]/g, "\\$&")}"`;
}

function gap(): fc.Arbitrary<string> {
  return fc.constantFrom(" ", " ", "  ", "\t", "   ");
}

function words(block: string): fc.Arbitrary<string> {
  const rest = fc.array(fc.tuple(gap(), value()), { maxLength: 4 });
  return fc
    .tuple(fc.constantFrom(...(WORDS[block] ?? ["a"])), rest)
    .map(([first, others]) => first + others.flat().join(""));
}

function comment(): fc.Arbitrary<string> {
  return fc.constantFrom("", "", "", " # why", "#", "  #  spaced  ");
}

function line(block: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom("", "  ", "\t"),
      words(block),
      comment(),
      fc.constantFrom("\n", "\n\n\n", "\r\n"),
    )
    .map((parts) => parts.join(""));
}

function block(): fc.Arbitrary<string> {
  const names = Object.keys(WORDS).filter((name) => name !== "scenario");
  return fc.constantFrom(...names).chain((name) => {
    const inner = fc.array(fc.oneof(line(name), fc.constant("  # remark\n"), fc.constant("\n")), {
      maxLength: 6,
    });
    const onOneLine = fc
      .array(words(name), { maxLength: 3 })
      .chain((parts) => fc.constantFrom("; ", "  ", " ;").map((by) => ` ${parts.join(by)} `));
    const body = fc.oneof(
      inner.map((lines) => `\n${lines.join("")}`),
      onOneLine,
      inner.map((lines) => ` # behind\n${lines.join("")}`),
    );
    const name2 = fc.constantFrom(" a", " b", "", ' "c d"', "  worker on node");
    return fc
      .tuple(name2, gap(), body, comment())
      .map(([second, space, text, behind]) => `${name}${second}${space}{${text}}${behind}\n`);
  });
}

function verbatim(): fc.Arbitrary<string> {
  const lines = fc.array(
    fc.constantFrom(
      ".:53 {",
      "  errors",
      "  }",
      "}",
      "# comment",
      "",
      "\tx { y }  ",
      "play",
      "名前",
    ),
    { maxLength: 6 },
  );
  return fc
    .tuple(
      fc.constantFrom("", "  ", "    "),
      fc.constantFrom("corefile", "rules red", "ip6 rules red", "ipset", "cni bridge"),
      lines,
      comment(),
    )
    .map(([indent, word, text, behind]) =>
      [
        `${indent}${word} {${behind}`,
        ...text.map((t) => `${indent}   ${t}`),
        `${indent}}`,
        "",
      ].join("\n"),
    );
}

/** Texts of scenarios in every layout that the language allows, right and wrong ones. */
export const scenarioTexts: fc.Arbitrary<string> = fc
  .array(fc.oneof(block(), line("scenario"), verbatim()), { maxLength: 8 })
  .map((parts) => parts.join(""));
