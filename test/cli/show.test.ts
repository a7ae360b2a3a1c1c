import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";

const files = Object.fromEntries(
  ["docker/port-mapping.hop", "clusterip.hop"].map((path) => [
    path,
    readFileSync(new URL(`../../scenarios/${path}`, import.meta.url), "utf8"),
  ]),
);
const docker = (...argv: readonly string[]) =>
  run(["show", "docker/port-mapping.hop", ...argv], files);

describe("hopwise show", () => {
  it("prints what the tool would print, whose words follow --", async () => {
    const { exit, out, err } = await docker(
      "--on",
      "machine",
      "--",
      "ip",
      "-br",
      "addr",
      "show",
      "docker0",
    );
    assert.equal(exit, 0, err);
    assert.equal(out, "docker0          UP             172.17.0.1/16 \n");
    const quoted = await docker("--on", "machine", "--", "ip -br addr show docker0");
    assert.equal(quoted.out, out);
  });

  it("shows the moment that is asked for, the end by default", async () => {
    const counts = async (...at: readonly string[]): Promise<string> =>
      (await docker("--on", "machine", ...at, "--", "conntrack", "-C")).out;
    assert.equal(await counts("--at", "1"), "0\n");
    assert.notEqual(await counts("--at", "chapter 1"), "0\n");
    assert.equal(await counts("--at", "the PUBLISHED port"), await counts("--at", "chapter 1"));
    assert.equal(await counts(), await counts("--at", "last"));
    const { exit, err } = await docker("--on", "machine", "--at", "99999", "--", "hostname");
    assert.equal(exit, 2);
    assert.match(err, /no step 99999/);
    const other = await docker("--on", "machine", "--at", "the publishd port", "--", "hostname");
    assert.equal(other.exit, 2);
    assert.match(other.err, /there are The published port, chapter 1/);
  });

  it("needs no host for a tool that prints the same on all", async () => {
    const pods = (...words: readonly string[]) =>
      run(["show", "clusterip.hop", ...words, "--", "kubectl", "get", "pods", "-o", "wide"], files);
    const { exit, out, err } = await pods();
    assert.equal(exit, 0, err);
    assert.match(out, /^client +1\/1 +Running +0 +0s +10\.244\.1\.2 +worker +<none> +<none>$/m);
    assert.equal((await pods("--on", "worker2")).out, out);
    const one = await run(["show", "clusterip.hop", "--", "kubectl get svc none"], files);
    assert.equal(one.exit, 2);
    assert.equal(one.err, 'Error from server (NotFound): services "none" not found\n');
    assert.equal((await run(["show", "clusterip.hop", "--", "ss", "-tan"], files)).exit, 2);
  });

  it("lists what can be asked where nothing is", async () => {
    const { exit, out } = await docker("--on", "machine");
    assert.equal(exit, 0);
    assert.match(out, /^iptables -t nat -L -n -v$/m);
    assert.match(out, /^bridge fdb$/m);
  });

  it("names hosts as the scenario does, and the nearest of a wrong name", async () => {
    const onClient = ["show", "clusterip.hop", "--on", "client", "--", "cat", "/etc/resolv.conf"];
    const { out } = await run(onClient, files);
    assert.match(
      out,
      /^search default\.svc\.cluster\.local .*\nnameserver 10\.96\.0\.10\noptions ndots:5\n$/,
    );
    const wrong = await docker("--on", "machin", "--", "hostname");
    assert.equal(wrong.exit, 2);
    assert.match(wrong.err, /did you mean machine\?/);
    const none = await docker("--", "hostname");
    assert.equal(none.exit, 2);
    assert.match(none.err, /--on is one of machine/);
  });

  it("tells mistakes on standard error: the tool's own words, or what is imitated", async () => {
    const refused = await docker("--on", "machine", "--", "ip", "link", "show", "nope");
    assert.deepEqual(
      [refused.exit, refused.out, refused.err],
      [2, "", 'Device "nope" does not exist.\n'],
    );
    const declined = await docker("--on", "machine", "--lang", "ja", "--", "ifconfig");
    assert.equal(declined.exit, 2);
    assert.match(declined.err, /ifconfig: ここでは再現していない/);
  });
});
