import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { readCorefile } from "../../../../src/dns/corefile/read.js";
import type { Outside } from "../../../../src/dns/outside.js";
import { lookUpHost } from "../../../../src/dns/plugins/forward/look-up-host.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { replyTo } from "../../../../src/packet/dns-reply.js";
import { play } from "../../../../src/pipeline.js";

const [SILENT, BROKEN, GOOD] = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(address);

/** A world beyond in which one server is silent, one fails, and one knows `dns.test.` alone. */
function outsideOf(
  servers: readonly (typeof GOOD)[],
  { search = [], options = [] }: { search?: readonly string[]; options?: readonly string[] } = {},
): { outside: Outside; asked: string[] } {
  const asked: string[] = [];
  const answer = (query: DnsMessage): DnsMessage => {
    const [question] = query.question;
    if (question?.name !== "dns.test.") return replyTo(query, "NXDOMAIN");
    const data = question.type === "A" ? "198.51.100.7" : "2001:db8::7";
    const { name, type } = question;
    return { ...replyTo(query), answer: [{ name, type, class: "IN", ttl: 60, data }] };
  };
  const outside: Outside = {
    resolvConf: { servers: servers.filter((one) => one !== undefined), search, options },
    ask(server, _port, query) {
      asked.push(query.question[0]?.name ?? "");
      if (server === BROKEN) return replyTo(query, "SERVFAIL");
      return server === GOOD ? answer(query) : null;
    },
  };
  return { outside, asked };
}

const found = { ok: true, value: ["198.51.100.7", "2001:db8::7"] };

describe("forward, with the name of a host", () => {
  it("asks the servers of its own resolv.conf in turn, IPv4 and IPv6", () => {
    const { outside } = outsideOf([SILENT, BROKEN, GOOD]);
    assert.deepEqual(lookUpHost("dns.test", [], outside), found);
  });

  it("tries the search list first where the name has too few dots", () => {
    const { outside, asked } = outsideOf([GOOD], { search: ["lan"], options: ["ndots:2"] });
    assert.deepEqual(lookUpHost("dns.test", [], outside), found);
    assert.deepEqual([...new Set(asked)], ["dns.test.lan.", "dns.test."]);
  });

  it("says like Go why it found nothing", () => {
    const reasonOf = (name: string, server: typeof GOOD): unknown => {
      const result = lookUpHost(name, [], outsideOf([server]).outside);
      return result.ok ? result.value : result.error;
    };
    assert.equal(reasonOf("no.test", GOOD), "lookup no.test on 192.0.2.3:53: no such host");
    assert.equal(
      reasonOf("dns.test", BROKEN),
      "lookup dns.test on 192.0.2.2:53: server misbehaving",
    );
    assert.equal(reasonOf("dns.test", SILENT), "lookup dns.test on 192.0.2.1:53: i/o timeout");
    assert.equal(reasonOf("/etc/none", GOOD), "lookup /etc/none: no such host");
    assert.equal(reasonOf("12345", GOOD), "lookup 12345: no such host");
  });

  it("asks the servers that `resolver` names in place of its own, and refuses to start without an address", () => {
    const { outside } = outsideOf([]);
    const read = (name: string): string | null => {
      const text = `. {\n forward . ${name} {\n resolver 192.0.2.2 192.0.2.3:53\n }\n}`;
      return readCorefile({ name: "Corefile", text }, 0, { outside }).refusal;
    };
    assert.equal(read("dns.test"), null);
    const reason = 'plugin/forward: failed to resolve "no.test": no addresses found for "no.test"';
    assert.equal(read("no.test"), reason);
  });

  it("guesses nothing where nothing is known of the world beyond", () => {
    const { refusal, diagnostics } = readCorefile({
      name: "Corefile",
      text: ". {\n forward . a.test\n}",
    });
    assert.equal(refusal, null);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["corefile-unsupported"],
    );
  });

  it("names an upstream as CoreDNS spells it where its scheme is none that it takes", () => {
    const refusalOf = (to: string): string | null =>
      readCorefile({ name: "Corefile", text: `. {\n forward . ${to}\n}` }).refusal;
    const reason = "is not supported as a destination protocol in forward";
    assert.equal(
      refusalOf("grpc://192.0.2.1"),
      `plugin/forward: 'grpc' ${reason}: grpc://192.0.2.1:443`,
    );
    assert.equal(refusalOf("unix:///run/x"), `plugin/forward: 'unix' ${reason}: unix:///run/x`);
  });

  it("finds them among the scenario's servers outside the cluster", () => {
    const text = `hopwise 1
node worker
pod client {
}
upstream {
  record www.example A 203.0.113.80
  record dns.example A ADDRESS
}
corefile {
  . {
    forward . dns.example
  }
}
play {
  client dig www.example
}
`;
    const own = play({ name: "a.hop", text: text.replace("ADDRESS", "192.0.2.9") });
    const server = own.loaded.scenario?.upstreams[0]?.address ?? "";
    const { diagnostics, trace } = play({ name: "a.hop", text: text.replace("ADDRESS", server) });
    assert.deepEqual(diagnostics, []);
    const asked = trace?.events.flatMap((event) =>
      event.kind === "plugin-acted" && event.action.kind === "forwarded"
        ? [event.action.upstream]
        : [],
    );
    assert.deepEqual(asked, [server]);
    const misspelt = text.replace("ADDRESS", server).replace("forward . dns", "forward . dsn");
    const broken = play({ name: "a.hop", text: misspelt });
    assert.match(
      String(broken.diagnostics[0]?.parameters["text"]),
      /^plugin\/forward: failed to resolve "dsn.example": lookup dsn.example on \S+:53: no such host$/,
    );
  });
});
