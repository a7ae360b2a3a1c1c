import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadScenario } from "../../src/language/load.js";
import { readManifests } from "../../src/manifests/read-manifests.js";
import { play } from "../../src/pipeline.js";

const TEXT = `hopwise 1
node worker
pod client {
}
corefile {
  . {
    file /etc/coredns/db.example.org example.org
  }
}
coredns-file db.example.org {
  $ORIGIN example.org.
  @ 3600 IN SOA ns admin 1 2 3 4 5
  www 300 IN A 192.0.2.1
}
play {
  client dig www.example.org
}
`;

const codes = (text: string): readonly string[] =>
  loadScenario({ name: "a.hop", text }).diagnostics.map(({ code }) => code);

describe("coredns-file", () => {
  it("is a file that CoreDNS's plugins read", () => {
    const { diagnostics, trace } = play({ name: "a.hop", text: TEXT });
    assert.deepEqual(diagnostics, []);
    const found = trace?.events.flatMap((event) => {
      if (event.kind !== "answer-received") return [];
      return event.message.answer.map(({ data }) => data);
    });
    assert.deepEqual(found, ["192.0.2.1"]);
  });

  it("has CoreDNS's own mistakes told where the Corefile names it", () => {
    const { diagnostics } = play({ name: "a.hop", text: TEXT.replace("IN SOA", "IN SOAP") });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["corefile-setup"],
    );
    assert.match(
      String(diagnostics[0]?.parameters["text"]),
      /unknown RR type: "SOAP" at line: 2:15$/,
    );
  });

  it("needs a name, one alone, and a text; a name counts once", () => {
    assert.deepEqual(codes("hopwise 1\ncoredns-file {\n}\n"), ["missing-value"]);
    assert.deepEqual(codes("hopwise 1\ncoredns-file a b {\n}\n"), ["unexpected-word"]);
    assert.deepEqual(codes("hopwise 1\ncoredns-file a\n"), ["missing-value"]);
    const twice = "coredns-file a {\n}\n".repeat(2);
    assert.deepEqual(codes(`hopwise 1\n${twice}`), ["duplicate-name"]);
  });

  it("is in YAML what else the ConfigMap of CoreDNS has", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data:
  Corefile: |
    . { file db.example.org }
  db.example.org: |
    $ORIGIN example.org.
`;
    const source = { source: "a.yaml", text, stretches: [{ inner: 0, outer: 0 }] };
    const { corednsFiles } = readManifests([source], () => undefined);
    assert.deepEqual([...corednsFiles], [["db.example.org", "$ORIGIN example.org.\n"]]);
  });
});
