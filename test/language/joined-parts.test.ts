import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mistakesIn } from "../support/load-text.js";

describe("a part that one space parts from the one before it", () => {
  it("is reported as that, once", () => {
    for (const [text, mistake] of [
      ["node a { address 172.18.0.2 pods 10.244.0.0/24 }", '2:29 joined-parts "pods"'],
      ["node a { pods 10.244.0.0/24 zone x }", '2:29 joined-parts "zone"'],
      ["host a { device eth0 address eth0 10.0.0.1/24 }", '2:22 joined-parts "address"'],
      ["pod x { address 10.244.0.9 serves 80/tcp http }", '2:28 joined-parts "serves"'],
      [
        "host a { device eth0  address eth0 10.0.0.1/24 route default via 10.0.0.2 }",
        '2:48 joined-parts "route"',
      ],
    ] as const)
      assert.ok(mistakesIn(`hopwise 1\n${text}\n`).includes(mistake), text);
  });

  it("is nothing else: two spaces or `;` separate, and other mistakes stay", () => {
    assert.deepEqual(
      mistakesIn("hopwise 1\nnode a { address 172.18.0.2  pods 10.244.0.0/24; zone x }\n"),
      [],
    );
    assert.deepEqual(mistakesIn("hopwise 1\nnode a { address 172.18.0.2 podz }\n"), [
      '2:29 bad-address "podz"',
    ]);
    assert.deepEqual(mistakesIn("hopwise 1\nnode a { address 172.18.0.2 pods 10.244.0.0/24 }\n"), [
      '2:29 joined-parts "pods"',
    ]);
  });
});
