import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { FAMILIES } from "../../../src/base/address.js";
import type { Family } from "../../../src/base/address.js";
import {
  countText,
  listHeader,
  listRule,
  shortNumber,
} from "../../../src/terminal/iptables/list-rule.js";

const NOTHING = { packets: 0, bytes: 0 };
const PLAIN = { numeric: false, verbose: false, exact: false, numbered: false };
const WHOLE = { numeric: true, verbose: true, exact: false, numbered: false };
const EVERY: Readonly<Record<Family, string>> = { ipv4: "0.0.0.0/0", ipv6: "::/0" };

describe("a rule in a listing", () => {
  for (const family of FAMILIES) {
    it(`is printed as the real iptables printed it (${family})`, () => {
      const cases = casesOf(family);
      assert.ok(cases.length > 100);
      for (const { rule, numeric, named } of cases) {
        const one = { text: rule, family, number: 1, count: NOTHING };
        assertEnd(listRule(one, WHOLE), numeric, family, rule);
        assertEnd(listRule(one, PLAIN), named, family, rule);
      }
    });
  }

  it("has its number and exact counts where they are wanted", () => {
    const rule = {
      text: "-i cni0 -j ACCEPT",
      family: "ipv4",
      number: 12,
      count: { packets: 123_456, bytes: 98_765_432 },
    } as const;
    const short =
      "12    123K   99M ACCEPT     0    --  cni0   *       0.0.0.0/0            0.0.0.0/0           ";
    assert.equal(listRule(rule, { ...WHOLE, numbered: true }), short);
    const exact =
      "  123456 98765432 ACCEPT     0    --  cni0   *       0.0.0.0/0            0.0.0.0/0           ";
    assert.equal(listRule(rule, { ...WHOLE, exact: true }), exact);
    assert.equal(
      listHeader({ ...WHOLE, exact: true }),
      "    pkts      bytes target     prot opt in     out     source               destination         ",
    );
  });

  it("stands as it is where it is no rule", () => {
    assert.equal(listRule({ text: '"', family: "ipv4", number: 1, count: NOTHING }, PLAIN), '"');
  });
});

describe("a count", () => {
  it("is shortened as iptables does", () => {
    const numbers = [0, 99_999, 100_000, 9_999_499, 9_999_500, 99_999_999, 12_345_678_901];
    assert.deepEqual(numbers.map(shortNumber), [
      "0",
      "99999",
      "100K",
      "9999K",
      "10M",
      "100M",
      "12G",
    ]);
    assert.equal(countText(7, { exact: true }), "       7 ");
  });
});

interface Case {
  readonly rule: string;
  readonly numeric: string;
  readonly named: string;
}

function casesOf(family: Family): readonly Case[] {
  const file = new URL(`../recorded/iptables-${family}.txt`, import.meta.url);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [rule = "", numeric = "", named = numeric] = line.split("\t");
      return { rule, numeric, named };
    });
}

function assertEnd(line: string, expected: string, family: Family, rule: string): void {
  const counted = line.replace(/^ {4}0 {5}0 /, "");
  if (expected.startsWith("|")) {
    assert.equal(counted, expected.slice(1), rule);
    return;
  }
  const every = EVERY[family].padEnd(19);
  const columns = [
    `  *      *       ${every}  ${every}  `,
    `  ${"anywhere".padEnd(19)}  ${"anywhere".padEnd(19)}  `,
  ];
  const found = columns.find((one) => line.includes(one)) ?? "?";
  assert.equal(line.slice(line.indexOf(found) + found.length), expected, rule);
}
