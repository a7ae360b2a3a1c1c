import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "hopwise-built-"));

function node(...words: readonly string[]) {
  return spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
}

/** Runs the one file that npm's users run, where no package of ours can be found. */
function hopwise(...words: readonly string[]) {
  return node(join(folder, "cli.js"), ...words);
}

describe("the built command line", () => {
  before(() => {
    const script = `import { buildCli } from "./scripts/bundles.mjs"; await buildCli(${JSON.stringify(folder)});`;
    const { status, stderr } = node("--input-type=module", "--eval", script);
    assert.equal(status, 0, stderr);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("plays a scenario", () => {
    const { status, stdout, stderr } = hopwise("trace", "scenarios/clusterip.hop");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /curl http:\/\/example/);
  });

  it("reads Kubernetes YAML in every style, and prints it", () => {
    const file = join(folder, "web.yaml");
    // Flow style and an anchor are left to the package `yaml`.
    writeFileSync(
      file,
      `apiVersion: v1
kind: Service
metadata: { name: web, labels: &own { app: web } }
spec: { selector: *own, ports: [{ port: 80 }], clusterIP: 10.96.7.7 }
---
apiVersion: v1
kind: Pod
metadata: { name: web-0, labels: { app: web } }
spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
`,
    );
    const rules = hopwise("rules", file, "--node", "control-plane");
    assert.equal(rules.status, 0, rules.stderr);
    assert.match(rules.stdout, /-A KUBE-SERVICES -d 10\.96\.7\.7\/32 /);
    const yaml = hopwise("show", file, "--", "kubectl", "get", "svc", "web", "-o", "yaml");
    assert.equal(yaml.status, 0, yaml.stderr);
    assert.match(yaml.stdout, /^ {2}clusterIP: 10\.96\.7\.7$/m);
  });

  it("says what is wrong, and ends with the status for it", () => {
    const file = join(folder, "bad.yaml");
    writeFileSync(file, "kind: Service\nmetadata: [\n");
    const { status, stderr } = hopwise("check", file);
    assert.equal(status, 1);
    assert.match(stderr, /bad\.yaml:/);
    assert.doesNotMatch(stderr, /node:internal|require is not/);
  });
});
