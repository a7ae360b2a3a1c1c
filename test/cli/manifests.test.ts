import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { run } from "../support/fake-world.js";
import { manifestSample } from "../support/manifest-sample.js";

const NODES = `kind: NodeList
items:
- metadata: {name: control-plane, labels: {node-role.kubernetes.io/control-plane: ""}}
- metadata: {name: worker}
`;
const SERVICES =
  "kind: Service\nmetadata: {name: web}\nspec: {clusterIP: 10.96.7.7, ports: [{port: 80}]}\n";
const JSON_SERVICE = JSON.stringify({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web" },
  spec: { clusterIP: "10.96.7.7", ports: [{ port: 80 }] },
});

describe("commands with Kubernetes YAML in the place of a scenario", () => {
  it("take several files as one cluster", async () => {
    const files = { "a.yaml": NODES, "b.yml": SERVICES };
    const { exit, out } = await run(["rules", "a.yaml", "b.yml", "--node", "worker"], files);
    assert.equal(exit, 0);
    assert.match(out, /-d 10\.96\.7\.7\/32 .*default\/web has no endpoints/);
  });

  it("take JSON, and standard input", async () => {
    for (const file of ["web.json", "-"]) {
      const { exit, err } = await run(["check", file], { [file]: JSON_SERVICE });
      assert.equal(exit, 0, err);
      assert.match(err, /1 problem/);
    }
  });

  it("play a request to the first Service, and say which", async () => {
    const { exit, out, err } = await run(["trace", "x.yaml"], { "x.yaml": manifestSample });
    assert.equal(exit, 0, err);
    assert.match(err, /x\.yaml plays nothing by itself, so this is played: .* curl http:/);
    assert.match(out, /request answered 200/);
  });

  it("name the file, the line and the object of a mistake", async () => {
    const files = { "a.yaml": NODES, "b.yaml": SERVICES.replace("port: 80", "port: 0.5") };
    const { exit, err } = await run(["check", "a.yaml", "b.yaml"], files);
    assert.equal(exit, 1);
    assert.match(err, /^b\.yaml:3:\d+: error: Service default\/web: `0\.5` is not a port/m);
  });

  it("read the files that a scenario names, seen from its own folder", async () => {
    const near = await run(["check", "talk/x.hop"], {
      "talk/x.hop": 'hopwise 1\nmanifest "web.yaml"\n',
      "talk/web.yaml": SERVICES,
    });
    assert.equal(near.exit, 0, near.err);
    const remote = await run(["check", "x.hop"], {
      "x.hop": 'hopwise 1\nmanifest "https://example.com/web.yaml"\n',
    });
    assert.equal(remote.exit, 1);
    assert.match(remote.err, /x\.hop:2:10: error: `https:.*cannot be read/);
  });

  it("refuse words behind the files, and to format YAML", async () => {
    assert.equal((await run(["check", "a.yaml", "more"], { "a.yaml": NODES })).exit, 2);
    assert.equal((await run(["fmt", "a.yaml"], { "a.yaml": NODES })).exit, 2);
  });

  it("serve what the page needs", async () => {
    const files = { "x.hop": 'hopwise 1\nmanifest "web.yaml"\n', "web.yaml": SERVICES };
    const { exit, err, served } = await run(["serve", "x.hop"], files);
    assert.equal(exit, 0, err);
    assert.equal(served.get("/web.yaml")?.text, SERVICES);
  });
});
