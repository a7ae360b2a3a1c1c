import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { prefix } from "../../../../src/base/prefix.js";
import type { Handler } from "../../../../src/dns/chain.js";
import { readCorefile } from "../../../../src/dns/corefile/read.js";
import { createLoadbalance } from "../../../../src/dns/plugins/loadbalance/handler.js";
import { readWeights } from "../../../../src/dns/plugins/loadbalance/weights.js";
import type { Weights } from "../../../../src/dns/plugins/loadbalance/weights.js";
import type { RecordType } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { play } from "../../../../src/pipeline.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const NAME = "web.test.";
const record = (
  type: RecordType,
  data: string,
): { name: string; type: RecordType; class: "IN"; ttl: number; data: string } => ({
  name: NAME,
  type,
  class: "IN",
  ttl: 30,
  data,
});

const three: Handler = function* answer(visit) {
  const answers = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map((data) => record("A", data));
  const reply = replyTo(visit.request.message);
  return yield* visit.write({ ...reply, answer: [record("MX", "1 m.test."), ...answers] });
};

/** What comes out of the three addresses where a number is drawn, and out of how many. */
function drawn(weights: Weights, number: number): { order: string; bound: number; acted: unknown } {
  let bound = 0;
  const draw = (asked: number): number => {
    bound = asked;
    return number;
  };
  const runner = createDnsRunner(() => "silence", { delay: () => 0, draw });
  const handler = createLoadbalance({ weights, preferred: [] });
  const query = createQuery(1, { name: NAME, type: "A", class: "IN" });
  const answer = visitPlugin(handler, query, { runner, next: three });
  const found = answer.kind === "written" ? answer.message.answer : [];
  const [acted] = runner.events.flatMap((event) =>
    event.kind === "plugin-acted" ? [event.action] : [],
  );
  return { order: found.map(({ data }) => data.at(-1)).join(""), bound, acted };
}

const of = (text: string): Weights => {
  const read = readWeights(text, "weights");
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe("loadbalance weighted", () => {
  it("draws the first address by the weights, the heaviest counted first; it changes places with the first", () => {
    const weights = of("web.test\n192.0.2.3 5\n192.0.2.1 2\n");
    const { order, bound, acted } = drawn(weights, 0);
    assert.deepEqual([order, bound], ["321.", 8]);
    assert.deepEqual(acted, { kind: "address-weighted", address: address("192.0.2.3") });
    assert.equal(drawn(weights, 4).order, "321.");
    assert.equal(drawn(weights, 5).order, "123.");
    // What the file does not name weighs 1.
    assert.equal(drawn(weights, 7).order, "213.");
  });

  it("knows a name only as it is written", () => {
    assert.equal(drawn(of("WEB.test\n192.0.2.3 200\n"), 0).bound, 3);
  });

  it("comes before what is preferred", () => {
    const handler = createLoadbalance({
      weights: null,
      preferred: ["192.0.2.3/32", "192.0.2.2/31"].map(prefix),
    });
    const query = createQuery(1, { name: NAME, type: "A", class: "IN" });
    const answer = visitPlugin(handler, query, { next: three });
    const found = answer.kind === "written" ? answer.message.answer : [];
    assert.deepEqual(
      found.map(({ data }) => data),
      ["192.0.2.3", "192.0.2.2", "192.0.2.1", "1 m.test."],
    );
  });
});

describe("a weight file", () => {
  it("has names, with a dot or without, and addresses behind each; the last of a name goes on", () => {
    const weights = of("# all\r\n a.test \n\n192.0.2.1 1\nb.test.\na.test\n2001:db8::1 255\n");
    assert.deepEqual(
      [...weights],
      [
        [
          "a.test.",
          [
            { address: "192.0.2.1", value: 1 },
            { address: "2001:db8::1", value: 255 },
          ],
        ],
        ["b.test.", []],
      ],
    );
  });

  it("is refused in CoreDNS's words", () => {
    const wrong = (text: string): string | null => {
      const read = readWeights(text, "/w");
      return read.ok ? null : read.error;
    };
    assert.equal(wrong("a.test\n1 2 3\n"), 'could not parse weight line:"1 2 3" in weight file /w');
    assert.equal(wrong("192.0.2.1 1\n"), "missing domain name in weight file /w");
    assert.equal(wrong("a.test\n192.0.2.1 +1\n"), 'wrong weight value:"+1" in weight file /w');
    const long = "x".repeat(65_536);
    assert.match(
      String(wrong(long)),
      /^weight file \/w parsing error:bufio.Scanner: token too long$/,
    );
  });
});

describe("a Corefile with loadbalance weighted", () => {
  const refusal = (options: string, files: Readonly<Record<string, string>>): string | null => {
    const text = `. {\n root /etc\n loadbalance weighted w {\n ${options}\n }\n}`;
    return readCorefile({ name: "Corefile", text }, 0, { files: new Map(Object.entries(files)) })
      .refusal;
  };

  it("ends CoreDNS when the file is wrong, or is not there and is not looked for again", () => {
    assert.equal(refusal("", { "/etc/w": "a.test\n192.0.2.1 7\n" }), null);
    assert.equal(refusal("", {}), null);
    assert.equal(refusal("reload 0s", {}), "plugin/loadbalance: weight file open error");
    const reason = 'plugin/loadbalance: wrong weight value:"0" in weight file /etc/w';
    assert.equal(refusal("", { "/etc/w": "a.test\n192.0.2.1 0\n" }), reason);
  });

  it("finds the file among those beside the Corefile, and tells which address was put first", () => {
    const text = `hopwise 1
node worker
pod client {
}
upstream {
  record web.test A 192.0.2.1
  record web.test A 192.0.2.2
}
corefile {
  . {
    loadbalance weighted weights
    forward . /etc/resolv.conf
  }
}
coredns-file weights {
  web.test
  192.0.2.2 255
}
play {
  client dig web.test
}
`;
    const { diagnostics, trace } = play({ name: "a.hop", text });
    assert.deepEqual(diagnostics, []);
    const first = trace?.events.flatMap((event) =>
      event.kind === "plugin-acted" && event.action.kind === "address-weighted"
        ? [event.action.address]
        : [],
    );
    assert.deepEqual(first, ["192.0.2.2"]);
  });
});
