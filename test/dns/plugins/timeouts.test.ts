import assert from "node:assert/strict";
import { it } from "node:test";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { createDnsServer, socketsOf } from "../../../src/dns/server.js";
import { EMPTY_DNS_WORLD } from "../../support/started-plugin.js";

const limitsOf = (text: string): readonly unknown[] => {
  const { corefile } = readCorefile({ name: "Corefile", text });
  return socketsOf(createDnsServer(corefile, EMPTY_DNS_WORLD)).map(({ limits }) => limits);
};

it("timeouts holds for the sockets of its block; of several blocks the last that says something is heard", () => {
  assert.deepEqual(limitsOf(". {\n whoami\n}"), [{ read: 3, idle: 10, queries: Infinity }]);
  const text = `a.test {
    timeouts {
      read 5
      idle 1m
    }
  }
  b.test {
    timeouts {
      read 7s
      maxtcpqueries 4
    }
  }
  c.test:1053 {
    timeouts {
      maxtcpqueries -1
    }
  }`;
  assert.deepEqual(limitsOf(text), [
    { read: 7, idle: 60, queries: 4 },
    { read: 3, idle: 10, queries: Infinity },
  ]);
});
