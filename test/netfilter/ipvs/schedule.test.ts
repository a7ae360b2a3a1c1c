import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { createIpvs } from "../../../src/netfilter/ipvs/ipvs.js";
import { readIpvs } from "../../../src/netfilter/ipvs/read-ipvs.js";
import { schedulerNamed } from "../../../src/netfilter/ipvs/schedule/order.js";
import type { Destination } from "../../../src/netfilter/ipvs/schedule/scheduler.js";
import { hsiphash } from "../../../src/netfilter/ipvs/schedule/sip-hash.js";
import type { VirtualServerFlag } from "../../../src/trace/virtual-server.js";
import { segment } from "../fixture.js";

/** Real servers `a`, `b` … by weight, in the order in which they were added. */
interface Given {
  readonly weights: readonly number[];
  readonly active?: readonly number[];
  readonly inactive?: readonly number[];
}

const NAMES = "abcdefgh";

// The choices of a scheduler, one after the other, by the letters of the real servers; `-` for nobody.
function choices(scheduler: string, given: Given, clients: readonly string[]): string {
  const text = [
    `-A -t 10.96.0.10:80 -s ${scheduler}`,
    ...given.weights.map(
      (weight, at) => `-a -t 10.96.0.10:80 -r 10.244.0.${at + 1}:8080 -m -w ${weight}`,
    ),
  ].join("\n");
  const ipvs = createIpvs();
  const [server] = readIpvs({ name: "test", text }).servers;
  assert.ok(server !== undefined);
  ipvs.load([server]);
  const found = schedulerNamed(scheduler);
  assert.ok(found !== null);
  return clients
    .map((client) => {
      const destinations = ipvs.destinations(server).map((destination): Destination => {
        const at = letterAt(destination);
        return {
          ...destination,
          active: given.active?.[at] ?? 0,
          inactive: given.inactive?.[at] ?? 0,
        };
      });
      const flags: readonly VirtualServerFlag[] = server.flags;
      const packet = segment(client, "10.96.0.10:80", ["SYN"]);
      const memory = ipvs.memory(server);
      const scheduled = found.choose({ destinations, flags, packet, memory });
      ipvs.remember(server, scheduled.memory);
      return scheduled.chosen === null ? "-" : NAMES[letterAt(scheduled.chosen)];
    })
    .join("");
}

function letterAt({ address: own }: Pick<Destination, "address">): number {
  return Number(own.split(".").at(-1)) - 1;
}

const SAME = Array.from({ length: 12 }, () => "10.244.1.2:40000");

describe("the schedulers of IPVS", () => {
  for (const [what, scheduler, given, expected] of [
    ["takes turns, the last one added first", "rr", { weights: [1, 1, 1] }, "cbacbacbacba"],
    ["passes over who has no weight", "rr", { weights: [1, 0, 1] }, "cacacacacaca"],
    ["has nobody", "rr", { weights: [0, 0] }, "------------"],
    ["has no real server", "rr", { weights: [] }, "------------"],
    ["gives turns by weight", "wrr", { weights: [2, 1] }, "abaabaabaaba"],
    ["takes turns where weights are equal", "wrr", { weights: [3, 3] }, "babababababa"],
    ["gives many turns to a heavy one", "wrr", { weights: [4, 2, 1] }, "aabacbaaabac"],
    ["has nobody", "wrr", { weights: [0, 0] }, "------------"],
    [
      "takes the one with the fewest connections",
      "lc",
      { weights: [1, 9, 1], active: [1, 1, 2], inactive: [3, 4, 0] },
      "aaaaaaaaaaaa",
    ],
    [
      "counts an active connection as 256 inactive ones",
      "lc",
      { weights: [1, 1], active: [1, 0], inactive: [0, 255] },
      "bbbbbbbbbbbb",
    ],
    ["takes the last one added among equals", "lc", { weights: [1, 1, 1] }, "cccccccccccc"],
    [
      "takes the one with the fewest connections for its weight",
      "wlc",
      { weights: [1, 4], active: [1, 3] },
      "bbbbbbbbbbbb",
    ],
    [
      "counts the connection that comes",
      "sed",
      { weights: [1, 3], active: [0, 1] },
      "bbbbbbbbbbbb",
    ],
    ["takes an idle one first", "nq", { weights: [1, 3], active: [0, 1] }, "aaaaaaaaaaaa"],
    ["does as sed where nobody is idle", "nq", { weights: [1, 3], active: [1, 3] }, "bbbbbbbbbbbb"],
    ["passes over who has no weight", "nq", { weights: [0, 3], active: [0, 3] }, "bbbbbbbbbbbb"],
  ] as const satisfies readonly (readonly [string, string, Given, string])[]) {
    it(`${scheduler} ${what} (${given.weights.join(" ")})`, () => {
      assert.equal(choices(scheduler, given, SAME), expected);
    });
  }

  it("hash the client's address, so that a client keeps its real server", () => {
    for (const scheduler of ["sh", "mh"]) {
      const clients = Array.from({ length: 64 }, (_, at) => `10.244.1.${at + 1}:40000`);
      const first = choices(scheduler, { weights: [1, 1, 1] }, clients);
      assert.equal(choices(scheduler, { weights: [1, 1, 1] }, clients), first);
      assert.deepEqual([...new Set(first)].sort(), ["a", "b", "c"], scheduler);
    }
  });

  // hash_32(0x0af40102, 8) = 71 and so on, worked out by hand from include/linux/hash.h.
  it("sh looks into the place of a table of 256 that the kernel's hash names", () => {
    const place = (client: string): number =>
      Number((BigInt(0x61c88647) * BigInt(numberOf(client))) & 0xffff_ffffn) >>> 24;
    for (const client of ["10.244.1.2", "10.244.1.3", "192.168.1.77", "172.18.0.4"]) {
      // Three real servers stand in turn: c, b, a, c …
      const expected = "cba"[place(client) % 3];
      assert.equal(choices("sh", { weights: [1, 1, 1] }, [`${client}:40000`]), expected, client);
    }
  });

  it("dh hashes the address that the packet is for, whatever the client", () => {
    const clients = ["10.244.1.2:1", "10.244.1.3:2", "10.244.1.4:3"];
    const chosen = choices("dh", { weights: [1, 1, 1] }, clients);
    assert.equal(new Set(chosen).size, 1);
  });

  it("mh moves few clients when a real server goes", () => {
    const clients = Array.from({ length: 200 }, (_, at) => `10.244.${at}.7:40000`);
    const all = choices("mh", { weights: [1, 1, 1, 1] }, clients);
    const without = choices("mh", { weights: [1, 1, 1] }, clients);
    const moved = Array.from(all).filter(
      (letter, at) => letter !== "d" && letter !== without[at],
    ).length;
    assert.ok(moved < 30, `${moved} of 200 moved`);
  });

  // linux lib/tests/siphash_kunit.c: test_vectors_hsiphash of 64-bit kernels, 4 bytes.
  it("mh hashes as the kernel's own test says", () => {
    const key = [0x0706050403020100n, 0x0f0e0d0c0b0a0908n] as const;
    assert.equal(hsiphash(0x03020100, key), 0x88d38328);
  });
});

function numberOf(text: string): number {
  return address(text)
    .split(".")
    .reduce((sum, part) => sum * 256 + Number(part), 0);
}
