import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { createDnsServer } from "../../../src/dns/server.js";
import { readDnsWorld } from "../../support/dns-world.js";

const kubeadm = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`;

function diagnose(text: string, offset = 0): readonly string[] {
  const { diagnostics } = readCorefile({ name: "a.hop", text }, offset);
  return diagnostics.map(({ code, span, parameters }) => {
    const { text: reason, name, feature, zone } = parameters;
    const said = reason ?? name ?? feature ?? zone;
    return `${span.start}-${span.end} ${code} ${String(said)}`;
  });
}

describe("a Corefile", () => {
  it("of kubeadm has nothing wrong with it, and its plugins in CoreDNS's order", () => {
    const { corefile, diagnostics } = readCorefile({ name: "Corefile", text: kubeadm });
    assert.deepEqual(diagnostics, []);
    const { blocks } = createDnsServer(corefile, {
      cluster: () => readDnsWorld(""),
      localAddresses: [],
      resolvConf: { servers: [], search: [], options: [] },
      serial: 1,
    });
    assert.deepEqual(blocks, [
      {
        keys: ["dns://.:53"],
        plugins: [
          { name: "prometheus", line: 12 },
          { name: "errors", line: 2 },
          { name: "loadbalance", line: 22 },
          { name: "cache", line: 16 },
          { name: "kubernetes", line: 7 },
          { name: "loop", line: 20 },
          { name: "forward", line: 13 },
        ],
        reordered: true,
      },
    ]);
  });

  it("has its mistakes placed in the file that holds it, several at once", () => {
    const text = ". {\n  kubernets cluster.local\n  cache 0\n  forward . a..b {\n  }\n}\n";
    assert.deepEqual(
      diagnose(text, 1000),
      [
        "1006-1015 corefile-unknown-plugin kubernets",
        "1038-1039 corefile-setup plugin/cache: cache TTL can not be zero or negative: 0",
        '1052-1056 corefile-setup plugin/forward: not an IP address, file, or valid domain: "a..b"',
      ].map((line) => line),
    );
  });

  it("names the nearest plugin to an unknown one", () => {
    const { diagnostics } = readCorefile({ name: "Corefile", text: ". {\n kubernets\n}\n" });
    assert.equal(diagnostics[0]?.parameters["nearest"], "kubernetes");
  });

  it("says which plugins and options are not built, without calling them wrong", () => {
    assert.deepEqual(diagnose(". {\n  geoip a/path.mmd\n  tls {\n    acme a.test\n  }\n}\n"), [
      "6-11 corefile-unsupported geoip",
      "25-28 corefile-unsupported tls: acme",
    ]);
  });

  it("is told where one address is served twice", () => {
    assert.deepEqual(diagnose("a {\n  loop\n}\nA. {\n  loop\n}\n"), [
      "13-15 corefile-setup cannot serve dns://a.:53 - it is already defined",
    ]);
  });

  it("is told where nobody can listen on its port", () => {
    const text = "corefile-setup address 99999: invalid port";
    assert.deepEqual(diagnose("a:99999 {\n  loop\n}\nb:65535 {\n  loop\n}\n"), [`0-7 ${text}`]);
    const { refusal } = readCorefile({ name: "x", text: "quic://a:-1 {\n  loop\n}\n" });
    assert.equal(refusal, "address -1: invalid port");
  });

  it("is told of lines of hosts that CoreDNS passes over", () => {
    const text =
      ". {\n  hosts {\n    10.0.0.1 a\n    1.2.3 b\n    10.0.0.2\n    fallthru\n  }\n}\n";
    const told = readCorefile({ name: "Corefile", text });
    assert.equal(told.refusal, null);
    assert.deepEqual(
      told.diagnostics.map(({ code, severity, span, parameters }) => {
        return [severity, code, text.slice(span.start, span.end), parameters["nearest"]];
      }),
      [
        ["warning", "corefile-overlooked", "1.2.3", undefined],
        ["warning", "corefile-overlooked", "10.0.0.2", undefined],
        ["warning", "corefile-overlooked", "fallthru", "fallthrough"],
      ],
    );
  });

  it("is told of zones that have not the preferred form", () => {
    assert.deepEqual(diagnose("_a.test 1.test {\n  loop\n}\n10.0.0.0/8 b.test {\n  loop\n}\n"), [
      "0-7 corefile-zone-form _a.test.",
      "0-7 corefile-zone-form 1.test.",
    ]);
  });

  it("is read in bounded time when snippets double each other", () => {
    const doubled = Array.from({ length: 60 }, (_, n) => {
      return `(s${n + 1}) {\n import s${n}\n import s${n}\n}\n`;
    });
    const text = `(s0) {\n loop\n}\n${doubled.join("")}. {\n import s60\n}\n`;
    const start = performance.now();
    assert.match(diagnose(text).join(), /maximum snippet import depth/);
    assert.ok(performance.now() - start < 5000);
  });

  it("is read where a snippet is very long, and where snippets import each other in a circle", () => {
    const long = `(s) {\n${"log a b c d e f g h\n".repeat(15_000)}}\n. {\n import s\n}\n`;
    assert.equal(diagnose(long).join(), "");
    const circle = "(a) {\n import b\n}\n(b) { dns://a \n import a\n}\nx {\n import a\n}\n";
    const found = diagnose(circle);
    assert.equal(found[0], "24-31 corefile-unknown-plugin dns://a");
    assert.ok(found.length <= 102);
  });

  it("ends a block that nothing closes", () => {
    assert.deepEqual(diagnose(". {\n hosts {\n 192.0.2.1 a.test\n"), [
      "24-30 corefile-syntax Corefile:3 - Error during parsing: Unexpected EOF",
    ]);
  });
});

describe("what a server block's key may be", () => {
  const refusal = (key: string): string | null =>
    readCorefile({ name: "Corefile", text: `${key} {\n    whoami\n}\n` }).refusal;

  it("counts names as miekg/dns does (defaults.go: IsDomainName)", () => {
    const wrong = "zone is not a valid domain name: ";
    assert.equal(refusal("a.\\"), `${wrong}a.\\`);
    assert.equal(refusal("a..b"), `${wrong}a..b`);
    assert.equal(refusal("x".repeat(64)), wrong + "x".repeat(64));
    assert.equal(refusal("a\\256"), null);
    assert.equal(refusal(`${`${"x".repeat(60)}.`.repeat(4)}yyyyyyyyyy`), null);
  });
});
