import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readTrace } from "../../src/trace/read.js";
import { run } from "../support/fake-world.js";

const clusterip = readFileSync(new URL("../../scenarios/clusterip.hop", import.meta.url), "utf8");
const files = { "clusterip.hop": clusterip, "-": clusterip };

const BROKEN = `hopwise 1
node worker { address 172.18.0.2  pods 10.244.1.0/99 }
node worker2 { address 172.18.0.2 }
pod client on worker
service example {
  select app=example
  port 80
}
play {
  client curl http://exmaple
`;

describe("hopwise check", () => {
  it("finds nothing wrong with the first scenario, from a file or from standard input", async () => {
    for (const file of ["clusterip.hop", "-"]) {
      const { exit, out, err } = await run(["check", file], files);
      assert.equal(exit, 0, err);
      assert.equal(out, "");
      assert.match(err, /no problems/);
    }
    assert.equal((await run(["check", "-q", "clusterip.hop"], files)).err, "");
  });

  it("places every mistake and ends with 1", async () => {
    const { exit, err } = await run(["check", "b.hop"], { "b.hop": BROKEN });
    assert.equal(exit, 1);
    assert.match(err, /^b\.hop:2:\d+: error: /m);
    assert.match(err, /\^/);
  });

  it("speaks Japanese when asked", async () => {
    const { err } = await run(["check", "b.hop", "--lang", "ja"], { "b.hop": BROKEN });
    assert.match(err, /[ぁ-ん]/);
  });

  it("prints the same findings as JSON", async () => {
    const { exit, out } = await run(["check", "b.hop", "--json"], { "b.hop": BROKEN });
    const findings = JSON.parse(out) as { readonly diagnostics: readonly { line: number }[] };
    assert.equal(exit, 1);
    assert.ok(findings.diagnostics.some(({ line }) => line === 2));
  });

  it("ends with 1 where an expectation does not hold", async () => {
    const wrong = clusterip.replace(/expect 200.*/, "expect refused");
    assert.notEqual(wrong, clusterip);
    const { exit, err } = await run(["check", "w.hop"], { "w.hop": wrong });
    assert.equal(exit, 1);
    assert.match(err, /\[expectation-failed\]/);
  });
});

describe("--rules", () => {
  it("plays with what a real node has, in place of what is computed", async () => {
    const dumped = await run(["rules", "clusterip.hop", "--node", "worker"], files);
    const broken = dumped.out.replace(/^.*-j DNAT.*\n/gm, "");
    assert.notEqual(broken, dumped.out);
    const given = { ...files, "worker.txt": broken };
    const { out } = await run(["trace", "clusterip.hop", "--rules", "worker=worker.txt"], given);
    assert.doesNotMatch(out, /request answered/);
    const same = await run(["check", "clusterip.hop", "--rules", "worker=w"], {
      ...files,
      w: dumped.out,
    });
    assert.equal(same.exit, 0, same.err);
  });

  it("places a mistake in the dump's own file", async () => {
    const given = { ...files, "dump.txt": "*nat\n:OUTPUT ACCEPT\n-A OUTPUT -j NOWHERE\nCOMMIT\n" };
    const { err } = await run(["check", "clusterip.hop", "--rules", "worker=dump.txt"], given);
    assert.match(err, /^dump\.txt:3:\d+: error: .*\[rules-unknown-chain\]/m);
  });

  it("says which node there is where the named one is not", async () => {
    const given = { ...files, "dump.txt": "*nat\nCOMMIT\n" };
    const { err } = await run(["check", "clusterip.hop", "--rules", "wroker=dump.txt"], given);
    assert.match(err, /\[unknown-host\]/);
    assert.match(err, /`worker`/);
    assert.equal((await run(["check", "clusterip.hop", "--rules", "dump.txt"], given)).exit, 2);
  });
});

describe("hopwise fmt", () => {
  it("is idempotent", async () => {
    const once = await run(["fmt", "clusterip.hop"], files);
    const twice = await run(["fmt", "a.hop"], { "a.hop": once.out });
    assert.equal(once.exit, 0, once.err);
    assert.equal(twice.out, once.out);
    assert.equal((await run(["fmt", "--check", "a.hop"], { "a.hop": once.out })).exit, 0);
  });

  it("writes the file only when asked, and never one with mistakes", async () => {
    const ugly = clusterip.replace("\n", "\n\n\n\n");
    assert.equal((await run(["fmt", "a.hop"], { "a.hop": ugly })).written.size, 0);
    assert.deepEqual(
      [...(await run(["fmt", "-w", "a.hop"], { "a.hop": ugly })).written.keys()],
      ["a.hop"],
    );
    const broken = await run(["fmt", "-w", "b.hop"], { "b.hop": BROKEN });
    assert.equal(broken.exit, 1);
    assert.equal(broken.written.size, 0);
  });
});

describe("hopwise trace", () => {
  it("tells more at each level of detail", async () => {
    const lines = [];
    for (const detail of ["story", "hooks", "rules"]) {
      const { exit, out, err } = await run(["trace", "clusterip.hop", "--detail", detail], files);
      assert.equal(exit, 0, err);
      lines.push(out.split("\n").length);
    }
    const [story = 0, hooks = 0, rules = 0] = lines;
    assert.ok(story > 10 && hooks > story && rules > hooks, lines.join(" "));
  });

  it("prints a trace that reads back, and that other commands take", async () => {
    const { out } = await run(["trace", "clusterip.hop", "--json"], files);
    assert.ok("trace" in readTrace(out));
    const again = await run(["trace", "t.json", "--json"], { "t.json": out });
    assert.equal(again.out, out);
  });

  it("is the same for the same seed", async () => {
    const argv = ["trace", "clusterip.hop", "--seed", "4"];
    assert.equal((await run(argv, files)).out, (await run(argv, files)).out);
  });
});

describe("hopwise rules", () => {
  it("prints a node's tables as iptables-save does", async () => {
    const { exit, out } = await run(["rules", "clusterip.hop", "--node", "worker"], files);
    assert.equal(exit, 0);
    assert.match(out, /^\*nat$/m);
    assert.match(out, /^:KUBE-SERVICES - \[0:0\]$/m);
    assert.match(out, /^-A KUBE-SERVICES .*-j KUBE-SVC-/m);
    assert.equal(out.match(/^\*/gm)?.length, out.match(/^COMMIT$/gm)?.length);
    assert.doesNotMatch(out, /\n\n/);
  });

  it("names the nodes where none or a wrong one was given", async () => {
    for (const argv of [
      ["rules", "clusterip.hop"],
      ["rules", "clusterip.hop", "--node", "x"],
    ]) {
      const { exit, err } = await run(argv, files);
      assert.equal(exit, 2);
      assert.match(err, /worker2/);
    }
  });
});

describe("hopwise dig", () => {
  it("asks the cluster's DNS from a pod", async () => {
    const argv = ["dig", "clusterip.hop", "--from", "client", "example.default.svc.cluster.local"];
    const { exit, out, err } = await run(argv, files);
    assert.equal(exit, 0, err);
    assert.match(out, /status: NOERROR/);
    assert.match(out, /\sIN\s+A\s+10\.96\.1\.64/);
  });

  it("tells with --trace what CoreDNS printed when it started, and the way of the question", async () => {
    const argv = ["dig", "clusterip.hop", "--from", "client", "--trace", "example", "+search"];
    const { exit, out, err } = await run(argv, files);
    assert.equal(exit, 0, err);
    const after = out.slice(out.indexOf("MSG SIZE"));
    assert.match(after, /\n\.:53\n\n[\s\S]*kubernetes/);
  });

  it("names the pods where a wrong one was given", async () => {
    const { exit, err } = await run(["dig", "clusterip.hop", "--from", "x", "example"], files);
    assert.equal(exit, 2);
    assert.match(err, /client/);
  });
});

describe("hopwise svg", () => {
  it("draws every view of a step", async () => {
    for (const view of ["stage", "flowchart", "rules", "dns"]) {
      const argv = ["svg", "clusterip.hop", "--step", "5", "--view", view, "-o", "out.svg"];
      const { exit, out, err, written } = await run(argv, files);
      assert.equal(exit, 0, err);
      assert.equal(out, "");
      assert.match(written.get("out.svg") ?? "", /^<svg [\s\S]*<title>[\s\S]*<\/svg>\s*$/);
    }
  });

  it("says how many steps there are where one is asked for that is not there", async () => {
    const { exit, err } = await run(["svg", "clusterip.hop", "--step", "99999"], files);
    assert.equal(exit, 2);
    assert.match(err, /99999/);
  });
});

describe("hopwise serve", () => {
  it("serves a page with the player, the scenario and the player's files", async () => {
    const { exit, err, served } = await run(["serve", "clusterip.hop", "--port", "8123"], files);
    assert.equal(exit, 0);
    assert.match(err, /http:\/\/127\.0\.0\.1:8123\//);
    assert.deepEqual([...served.keys()], ["/", "/scenario.hop", "/hopwise.js"]);
    assert.equal(served.get("/scenario.hop")?.text, clusterip);
    assert.match(served.get("/")?.text ?? "", /<hopwise-player src="\/scenario\.hop">/);
  });
});

describe("hopwise trace in a language", () => {
  const source = `hopwise 1
title "Two"
host a { address eth0 10.0.0.1/24 }
host b { address eth0 10.0.0.2/24 }
link a.eth0 b.eth0
play {
  chapter "The first chapter"
  chapter ja "第一章"
  note "Look here."
  note ja "ここを見る。"
  ask "And now?"
  ask ja "次は?"
  a ping b
}
`;
  const walk = async (...argv: readonly string[]): Promise<string> => {
    const { exit, out, err } = await run(["trace", "a.hop", ...argv], { "a.hop": source });
    assert.equal(exit, 0, err);
    return out;
  };

  it("prints what the author wrote in it, at every level of detail", async () => {
    for (const detail of ["story", "hooks", "rules"]) {
      const japanese = await walk("--lang", "ja", "--detail", detail);
      for (const text of ["== 第一章", "ここを見る。", "次は?"])
        assert.ok(japanese.includes(text), `${detail}: ${text}`);
      assert.doesNotMatch(japanese, /The first chapter|Look here|And now/);
      const english = await walk("--detail", detail);
      assert.match(english, /^== The first chapter\n.*note: Look here\./m);
    }
  });

  it("tells the story in it, with what the programs printed, and leaves the tools' words in finer levels", async () => {
    const japanese = await walk("--lang", "ja");
    assert.match(japanese, /a が実行: ping/);
    assert.match(japanese, /^ +1 packets transmitted, 1 received/m);
    assert.match(await walk("--lang", "en"), /a runs: ping/);
    assert.match(await walk(), /\$ ping/);
    assert.match(await walk("--lang", "ja", "--detail", "hooks"), /\$ ping/);
    for (const [lang, said] of [
      ["en", /tools' words/],
      ["ja", /ツールの言葉/],
    ] as const)
      assert.match((await run(["trace", "-h", "--lang", lang])).out, said);
  });

  it("writes the same JSON in every language", async () => {
    assert.equal(await walk("--json", "--lang", "ja"), await walk("--json"));
  });
});
