import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { checkWalk } from "../../conformance/coredns/resolver/check-walk.js";
import type { RecordedWalks } from "../../conformance/coredns/resolver/check-walk.js";

const { zone, cases } = JSON.parse(
  readFileSync("test/dns/resolver/walks.json", "utf8"),
) as RecordedWalks;

// Made with getaddrinfo of Debian's glibc 2.36 and musl 1.2.5 in a network namespace whose loopback has the servers.
describe("walks of glibc and musl beyond the recorded vectors", () => {
  for (const walk of cases)
    for (const recorded of walk.results)
      it(`${walk.id}, ${recorded.lib}`, () => {
        assert.deepEqual(checkWalk(zone, walk, recorded), []);
      });
});
