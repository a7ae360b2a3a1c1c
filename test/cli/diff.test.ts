import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const clusterip = readFileSync(new URL("../../scenarios/clusterip.hop", import.meta.url), "utf8");
const files = { "clusterip.hop": clusterip };

describe("hopwise diff", () => {
  const dumped = run(["rules", "clusterip.hop", "--node", "worker"], files).then(({ out }) => out);
  const compare = async (dump: string, ...more: readonly string[]) =>
    run(["diff", "clusterip.hop", "--rules", "worker=dump.txt", ...more], {
      ...files,
      "dump.txt": dump,
    });

  it("finds none where a node has what it should, and ends with 0", async () => {
    const { exit, out, err } = await compare(await dumped);
    assert.equal(exit, 0, err);
    assert.match(out, /worker, IPv4: no difference/);
  });

  it("groups by Service what is missing, and tells where packets go now", async () => {
    const dump = await dumped;
    const rule = dump.split("\n").find((line) => /default\/example" .*DNAT/.test(line)) ?? "";
    const to = /--to-destination (\S+)/.exec(rule)?.[1] ?? "";
    const { exit, out } = await compare(dump.replace(`${rule}\n`, ""));
    assert.equal(exit, 1);
    const [, block = ""] = out.split("\n\n");
    assert.match(block, /^default\/example\n {2}nat KUBE-SEP-\S+\n {4}- /);
    assert.ok(block.includes(rule.replace(/^-A \S+ /, "")));
    const path =
      /10\.96\.1\.64:80\/tcp from a pod here[^\n]*\n {4}- ([^\n]*)\n {4}\+ ([^\n]*)/.exec(block);
    assert.ok(path?.[1]?.includes(to), block);
    assert.ok(!(path?.[2] ?? "").includes(to), block);
  });

  it("sees a packet path that only a policy changes", async () => {
    const dump = (await dumped).replace(/(\*filter[^*]*:FORWARD) ACCEPT/, "$1 DROP");
    const { out } = await compare(dump);
    assert.match(out, /0 rules differ/);
    assert.match(out, /dropped by the policy of filter FORWARD/);
    assert.match((await compare(dump, "--lang", "ja")).out, /のポリシーで破棄/);
  });

  it("compares nft's table and ipvs's servers too", async () => {
    for (const [mode, tool, from, to] of [
      [
        "nftables",
        "nft list ruleset",
        /numgen random mod 2 map \{ 0 : ([^,]*), [^}]*\}/,
        "numgen random mod 1 map { 0 : $1 }",
      ],
      ["ipvs", "ipvsadm -Sn", /\n-a -t 10\.96\.1\.64:80 [^\n]*/, ""],
    ] as const) {
      const text = clusterip.replace(/proxy +iptables/, `proxy ${mode}`);
      const other = { "m.hop": text };
      const listed = await run(
        ["show", "m.hop", "--on", "worker", "--", ...tool.split(" ")],
        other,
      );
      const ask = (dump: string): ReturnType<typeof run> =>
        run(["diff", "m.hop", "--rules", "worker=dump.txt"], { ...other, "dump.txt": dump });
      assert.match((await ask(listed.out)).out, /worker, IPv4: no difference/, mode);
      const changed = listed.out.replace(from, to);
      assert.notEqual(changed, listed.out);
      const { exit, out } = await ask(changed);
      assert.equal(exit, 1);
      assert.match(out, /^default\/example$/m);
      if (mode === "nftables") assert.match(out, /10\.96\.1\.64:80\/tcp from/);
    }
  });

  it("wants a dump", async () => {
    const { exit, err } = await run(["diff", "clusterip.hop"], files);
    assert.equal(exit, 2);
    assert.match(err, /--rules NODE=FILE.*worker/);
  });
});
