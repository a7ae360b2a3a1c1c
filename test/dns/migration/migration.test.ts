import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { readTree } from "../../../src/dns/migration/corefile-tree.js";
import { isDefaultCorefile } from "../../../src/dns/migration/default-corefile.js";
import { migrateDown, migrateUp } from "../../../src/dns/migration/migrate.js";
import { noticeText } from "../../../src/dns/migration/notice.js";
import { deprecatedNotices, unsupportedNotices } from "../../../src/dns/migration/notices.js";
import { writeTree } from "../../../src/dns/migration/write-tree.js";

const COURSE = `.:53 {
    errors
    health
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       upstream
       fallthrough in-addr.arpa ip6.arpa
    }
    proxy corp.example 10.1.0.53
    proxy . /etc/resolv.conf
    cache 30
}
`;

const up = (text: string, from: string, to: string, deprecations = true): string => {
  const migrated = migrateUp({ from, to }, text, deprecations);
  return "corefile" in migrated ? migrated.corefile : `error: ${migrated.error}`;
};

describe("a Corefile for another release", () => {
  it("gets forward for proxy, a block of its own for each stub domain, and what is new by default", () => {
    assert.equal(
      up(COURSE, "1.2.6", "1.7.0"),
      `.:53 {
    errors
    health {
        lameduck 5s
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
    }
    forward . /etc/resolv.conf {
        max_concurrent 1000
    }
    cache 30
    ready
}

corp.example {
    forward . 10.1.0.53 {
        max_concurrent 1000
    }
    loop
    errors
    cache 30
}
`,
    );
  });

  it("keeps what is deprecated and still works, if that is asked for", () => {
    assert.match(up(COURSE, "1.3.1", "1.4.0", false), /upstream[^]*proxy corp\.example/);
    assert.doesNotMatch(up(COURSE, "1.3.1", "1.5.0", false), /proxy|upstream/);
  });

  it("loses on the way down what was added on the way up", () => {
    const down = migrateDown({ from: "1.6.0", to: "1.1.3" }, up(COURSE, "1.1.3", "1.6.0"));
    assert.ok("corefile" in down);
    assert.doesNotMatch(down.corefile, /ready|loop/);
  });

  it("is refused for releases that the tool does not know, or the wrong way", () => {
    assert.equal(up(COURSE, "1.0.0", "1.7.0"), "error: start version '1.0.0' not supported");
    assert.equal(up(COURSE, "1.7.0", "1.6.0"), "error: cannot migrate up to '1.6.0' from '1.7.0'");
    assert.match(up(". {\nproxy a b\n}", "1.3.1", "1.4.0"), /^a \{/m);
    assert.equal(
      up("a b {\nproxy a b\n}", "1.3.1", "1.4.0"),
      "error: unhandled migration of multi-domain/port server block",
    );
  });

  it("is written with quotes only around words that would fall apart", () => {
    const tree = readTree('. {\n log . "{type} {name}"\n rewrite "" a\n}\n');
    assert.ok("servers" in tree);
    assert.equal(writeTree(tree), '. {\n    log . "{type} {name}"\n    rewrite  a\n}\n');
  });

  it("is an error of the tool where a line belongs to nothing", () => {
    assert.ok("error" in readTree("{\nerrors\n}"));
  });
});

describe("notices", () => {
  it("tell what is deprecated, ignored, removed, replaced or new in each release", () => {
    const found = deprecatedNotices("1.3.1", "1.5.0", COURSE);
    assert.ok("notices" in found);
    const texts = found.notices.map(noticeText);
    assert.ok(texts.includes('Option "upstream" in plugin "kubernetes" is deprecated in 1.4.0.'));
    assert.ok(
      texts.includes('Plugin "proxy" is removed in 1.5.0. It is replaced by "forward".'),
      texts.join("\n"),
    );
    assert.ok(texts.includes('Plugin "ready" is added as a default in 1.5.0.'));
  });

  it("tell what the tool does not know, and no name of the language's own objects is known", () => {
    const found = unsupportedNotices(
      "1.6.0",
      "1.6.1",
      ". {\n constructor\n health {\n toString\n }\n}",
    );
    assert.ok("notices" in found);
    assert.deepEqual(
      found.notices.map(({ plugin, option }) => [plugin, option]),
      [
        ["constructor", null],
        ["health", "toString"],
      ],
    );
  });
});

describe("a default Corefile", () => {
  it("is known with other words where a default leaves them open", () => {
    const text = up(COURSE.replace(/ *proxy corp.*\n/, ""), "1.2.6", "1.7.0");
    assert.equal(isDefaultCorefile(text), false, "prometheus is missing");
    const whole = text.replace(
      "cache 30",
      "cache 30\n loop\n reload\n loadbalance\n prometheus :9153",
    );
    assert.equal(isDefaultCorefile(whole.replace(/ {4}kubernetes/, "    kubernetes")), false);
    assert.equal(
      isDefaultCorefile(
        whole.replace(
          "fallthrough in-addr.arpa ip6.arpa",
          "fallthrough in-addr.arpa ip6.arpa\nttl 30",
        ),
      ),
      true,
    );
  });
});

describe("a mistake about what older releases had", () => {
  it("says since when it is gone and what is written instead", () => {
    const { diagnostics, refusal } = readCorefile({ name: "c", text: COURSE });
    assert.match(refusal ?? "", /Unknown directive 'proxy'$/);
    const found = diagnostics.map(({ code, parameters }) => [code, parameters["instead"] ?? ""]);
    assert.deepEqual(found, [
      ["corefile-removed-plugin", "forward corp.example 10.1.0.53"],
      ["corefile-removed-plugin", "forward . /etc/resolv.conf"],
      ["corefile-removed-option", ""],
    ]);
  });

  it("says of a plugin that moved out that it is a project of its own", () => {
    const { diagnostics } = readCorefile({ name: "c", text: ". {\n federation cluster.local\n}" });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["corefile-moved-plugin"],
    );
  });
});
