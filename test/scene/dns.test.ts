import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { encodeDns } from "../../src/packet/dns-wire.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import type { Trace } from "../../src/trace/trace.js";
import { digText } from "../../src/scene/view/dns/dig-text.js";
import { dns } from "../../src/scene/view/dns/dns.js";
import { messageOf } from "../support/recorder.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

const NAME = "example.default.svc.cluster.local.";

function textsAfter(kind: string, width = 1000): readonly string[] {
  const shown = shownTrace(smallTrace());
  const step = shown.steps("rules").find(({ about }) => shown.trace.events[about]?.kind === kind);
  assert.ok(step);
  const { marks } = dns(shown.input(step, { width, height: 500 }));
  return marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
}

describe("the DNS view", () => {
  it("tells tried, current and open names of the search list apart", () => {
    const asked = textsAfter("candidate-tried");
    assert.equal(asked.filter((text) => text === "asked now").length, 1);
    assert.equal(asked.filter((text) => text === "not tried").length, 3);
    assert.ok(textsAfter("lookup-ended").includes("NOERROR"));
  });

  it("prints what each plugin did and its line in the Corefile", () => {
    const texts = textsAfter("plugin-answered");
    assert.ok(texts.includes("answers NOERROR · found Service default/example"));
    assert.ok(texts.includes("nothing stored"));
    assert.ok(texts.includes("not asked"));
    assert.ok(texts.includes(":3"));
  });

  it("has the code of an answer whole where there is no room for more", () => {
    assert.ok(textsAfter("plugin-answered", 520).includes("answers NOERROR"));
    assert.ok(textsAfter("plugin-answered", 481).includes("NOERROR"));
  });

  it("says in words why nothing was found and nothing stored", () => {
    const path = "scenarios/clusterip.hop";
    const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
    assert.ok(trace);
    const shown = shownTrace(trace);
    const texts = shown
      .steps("story")
      .flatMap((step) => dns(shown.input(step, { width: 1280, height: 500 })).marks)
      .flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
    assert.ok(texts.includes("answers NXDOMAIN · no name of this form"));
    assert.ok(texts.some((text) => text.endsWith("stores nothing: switched off for this zone")));
  });

  it("prints the question while the query is on its way, and the answer after it", () => {
    assert.ok(!textsAfter("block-chosen").includes(";; ANSWER SECTION:"));
    assert.ok(textsAfter("answer-received").includes(`${NAME}  5  IN  A  10.96.1.64`));
  });
});

function partsOf(lines: string): {
  readonly texts: (about: (event: TraceEvent) => boolean, width?: number) => readonly string[];
  readonly trace: Trace;
} {
  const text = `hopwise 1
title "t"
node control-plane
pod client on control-plane
upstream { record www.example.com 300 A 203.0.113.80 }
corefile {
  . {
    kubernetes cluster.local {
      ttl 5
    }
    forward . /etc/resolv.conf
    cache 30
  }
}
play {
${lines}
}
`;
  const { trace, diagnostics } = play({ name: "t.hop", text });
  assert.deepEqual(diagnostics, []);
  assert.ok(trace);
  const shown = shownTrace(trace);
  return {
    trace,
    texts: (about, width = 640) => {
      const step = shown.steps("hooks").findLast((one) => {
        const event = trace.events[one.about];
        return event !== undefined && about(event);
      });
      assert.ok(step);
      const { marks } = dns(shown.input(step, { width, height: 500 }));
      return marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
    },
  };
}

const isEnd = ({ kind }: TraceEvent): boolean => kind === "request-ended";

/** The texts between a cache's title and what stands below it. */
function cacheRows(texts: readonly string[]): readonly string[] {
  const rows = texts.filter((text) => !/^:\d+$/.test(text));
  const start = rows.findIndex((text) => text.startsWith("cache of"));
  const end = rows.findIndex((text) => text.startsWith("query ·"));
  return start === -1 ? [] : rows.slice(start, end);
}

describe("caches in the DNS view", () => {
  const WWW = "client dig www.example.com @10.244.0.2";
  const NO_SERVICE = "client dig nobody.default.svc.cluster.local @10.244.0.2";

  it("list what is kept, newest first, with the seconds that are left", () => {
    const { texts } = partsOf(`${WWW}\nwait 12s\n${NO_SERVICE}\nexpect nxdomain`);
    const [title, ...rows] = cacheRows(texts(isEnd));
    assert.match(title ?? "", /^cache of coredns-/);
    assert.deepEqual(rows, [
      "nobody.default.svc.cluster.local A",
      "NXDOMAIN",
      "5 s left",
      "www.example.com A",
      "203.0.113.80",
      "18 s left",
    ]);
  });

  it("have each replica's own, that of the query first, and say what has ended", () => {
    const other = WWW.replace(".0.2", ".0.3");
    const { texts } = partsOf(`${WWW}\nwait 31s\n${other}`);
    const rows = cacheRows(texts(isEnd));
    const titles = rows.filter((text) => text.startsWith("cache of"));
    assert.equal(new Set(titles).size, 2);
    assert.deepEqual(
      rows.filter((text) => text.endsWith("left") || text === "ended"),
      ["30 s left", "ended"],
    );
  });

  it("mark a denial that the records have left behind", () => {
    const lines = "apply service nobody { cluster-ip 10.96.7.7; port 80 }\nwait 1s";
    const { texts } = partsOf(`${NO_SERVICE}\nexpect nxdomain\n${lines}\n${NO_SERVICE}`);
    assert.ok(texts(isEnd).includes("outdated · NXDOMAIN"));
  });

  it("count what has no room", () => {
    const kinds = ["A", "AAAA", "MX", "TXT", "NS", "SRV", "CNAME", "PTR"];
    const lines = kinds.map((kind) => WWW.replace(" @", ` ${kind} @`));
    const rows = cacheRows(partsOf(lines.join("\n")).texts(isEnd));
    assert.equal(rows.at(-1), "+2 more");
    assert.equal(rows.filter((text) => text.startsWith("www.example.com ")).length, 6);
  });
});

describe("query and answer in the DNS view", () => {
  it("have the lengths that they had on the wire", () => {
    const { texts, trace } = partsOf("client dig www.example.com +noedns @10.244.0.2");
    const shown = texts(isEnd);
    const sent = trace.events.find((event) => event.kind === "query-sent");
    const received = trace.events.find((event) => event.kind === "answer-received");
    assert.ok(sent?.message !== undefined && received !== undefined);
    // 12 bytes of header, the name with its length bytes, type and class; the record with a pointer to the name.
    assert.deepEqual([sent.bytes, received.bytes], [12 + 17 + 4, 12 + 17 + 4 + 16]);
    assert.equal(encodeDns(sent.message).length, sent.bytes);
    assert.ok(shown.includes("query · 33 bytes"));
    assert.ok(shown.includes("answer · 49 bytes"));
  });

  it("show EDNS as dig does, and go on below where a line is too long", () => {
    const { texts } = partsOf("client dig www.example.com +dnssec +nocookie @10.244.0.2");
    const shown = texts(isEnd);
    assert.ok(shown.includes("; EDNS: version: 0, flags: do; udp: 1232"));
    const narrow = texts(isEnd, 340);
    const place = narrow.indexOf(";; flags: rd ad; QUERY: 1, ANSWER: 0,");
    assert.ok(place !== -1, narrow.join("\n"));
    assert.equal(narrow[place + 1], "    AUTHORITY: 0, ADDITIONAL: 1");
  });
});

describe("digText", () => {
  it("prints header, flags and sections as dig does", () => {
    assert.deepEqual(digText(messageOf(NAME, "A", ["10.96.1.64"])), [
      ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711",
      ";; flags: qr aa rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0",
      ";; QUESTION SECTION:",
      `;${NAME}  IN  A`,
      ";; ANSWER SECTION:",
      `${NAME}  5  IN  A  10.96.1.64`,
    ]);
  });
});
