import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeOf } from "../../../src/base/source-span.js";
import { listed } from "../../../src/netfilter/nftables/print/listed.js";
import { printRuleset } from "../../../src/netfilter/nftables/print/print-list.js";
import { readNft } from "../../../src/netfilter/nftables/read/read-nft.js";

function read(text: string) {
  return readNft({ name: "dump", text }, { owner: "user" });
}

function said(text: string): readonly string[] {
  return read(text).diagnostics.map(({ code, span, parameters }) => {
    const { line, column } = placeOf(text, span.start);
    const near = parameters["nearest"];
    return `${line}:${column} ${code}${near === undefined ? "" : ` ${String(near)}`}`;
  });
}

// What nft 1.0.6 printed for these commands.
const PRINTED: readonly (readonly [string, string])[] = [
  [
    "ip daddr { 10.0.0.1 , 10.0.0.2 , 10.0.0.3/32, 10.0.0.7 } accept",
    "ip daddr { 10.0.0.1-10.0.0.3, 10.0.0.7 } accept",
  ],
  [
    "ip saddr != { 203.0.113.0/24 , 203.0.113.128/25, 203.0.114.0/24, 10.0.0.1, 10.0.0.3 } drop",
    "ip saddr != { 10.0.0.1, 10.0.0.3, 203.0.113.0-203.0.114.255 } drop",
  ],
  ["ip saddr { 10.0.0.5, 10.0.0.4/31 } drop", "ip saddr { 10.0.0.4/31 } drop"],
  ["ip saddr { 10.0.0.0/8 } drop", "ip saddr 10.0.0.0/8 drop"],
  ["meta l4proto { tcp, udp } accept", "meta l4proto { tcp, udp } accept"],
  ["ct state new,invalid accept", "ct state invalid,new accept"],
  ["ct state { new , established } accept", "ct state { established, new } accept"],
  ["ct status dnat,snat accept", "ct status snat,dnat accept"],
  ["meta mark set 0x1", "meta mark set 0x00000001"],
  ["mark and 0x4000 == 0x4000 accept", "meta mark & 0x00004000 == 0x00004000 accept"],
  ["mark and 0x80000000 != 0 accept", "meta mark != 0x00000000/1 accept"],
  ["meta mark 0x40000000/2 accept", "meta mark 0x40000000/2 accept"],
  ["mark and 0x80000001 != 0 accept", "meta mark & 0x80000001 != 0x00000000 accept"],
  [
    "mark and 0x80000000 == { 0, 0x80000000 } accept",
    "meta mark & 0x80000000 == { 0x00000000, 0x80000000 } accept",
  ],
  ["mark set mark and 0xffffbfff", "meta mark set meta mark & 0xffffbfff"],
  ["iifname != cni0 accept", 'iifname != "cni0" accept'],
  ["masquerade random,persistent", "masquerade random,persistent"],
  ["reject with icmp type admin-prohibited", "reject with icmp admin-prohibited"],
  ["fib daddr type != local accept", "fib daddr type != local accept"],
  [
    "numgen random mod 3 vmap { 0 : accept, 1 : drop, 2 : jump y }",
    "numgen random mod 3 vmap { 0 : accept, 1 : drop, 2 : jump y }",
  ],
  ["meta l4proto tcp dnat to 10.0.0.1:80-90", "meta l4proto tcp dnat to 10.0.0.1:80-90"],
  ["update @aff { ip saddr timeout 10s }", "update @aff { ip saddr timeout 10s }"],
  ["ip daddr 10.0.0.1-10.0.0.5 accept", "ip daddr 10.0.0.1-10.0.0.5 accept"],
];

describe("text of nft", () => {
  it("is printed as nft 1.0.6 lists it", () => {
    const rules = PRINTED.map(([written]) => `add rule ip t x ${written}`);
    const { nftables, diagnostics } = read(
      [
        "add table ip t",
        "add set ip t aff { type ipv4_addr ; flags dynamic,timeout ; timeout 300s ; }",
        "add set ip t ports { type inet_service ; }",
        "add element ip t ports { 7, 1, 2, 3, 4, 5 }",
        "add chain ip t x",
        "add chain ip t y",
        ...rules,
      ].join("\n"),
    );
    assert.deepEqual(diagnostics, []);
    const text = printRuleset(listed(nftables));
    const body = /chain x \{\n([^}]*(?:\}[^}]*)*?)\t\}\n\n/.exec(text)?.[1] ?? "";
    assert.deepEqual(
      body
        .trimEnd()
        .split("\n")
        .map((line) => line.trim()),
      PRINTED.map(([, printed]) => printed),
    );
    // What was listed is listed again as it is, with the braces of sets whose elements became one.
    assert.equal(printRuleset(listed(read(text).nftables)), text);
    assert.ok(text.includes("\t\tsize 65535\n\t\tflags dynamic,timeout\n\t\ttimeout 5m\n"));
    assert.ok(text.includes("elements = { 1, 2, 3, 4, 5,\n\t\t\t     7 }"));
  });

  it("has its mistakes told with their places and what was meant; the rest counts", () => {
    const text = [
      "add table ip t",
      "add chain ip t a",
      "add chian ip t b",
      "add rule ip t a ip sadr 10.0.0.1 drop",
      "add rule ip t a ip saddr 10.0.0.300 drop",
      "add rule ip t a limit rate 5/second accept",
      "add rule ip t a ip saddr @nobody jump nowhere",
      "add rule ip t c accept",
      "add rule ip t a accept",
    ].join("\n");
    assert.deepEqual(said(text), [
      "3:5 nft-unexpected chain",
      "4:17 nft-not-an-expression ip saddr",
      "5:26 nft-not-a-value",
      "6:17 nft-unknown-statement",
      "8:15 nft-unknown-chain a",
      "7:26 nft-unknown-set",
      "7:39 nft-unknown-chain",
    ]);
    const [table] = read(text).nftables.tables;
    assert.equal(table?.chains[0]?.rules.at(-1)?.text, "accept");
  });

  it("leaves the tables of iptables-nft to `rules`", () => {
    const text = [
      "table ip nat {",
      "\tchain POSTROUTING {",
      "\t\ttype nat hook postrouting priority srcnat; policy accept;",
      '\t\txt match "comment" counter packets 0 bytes 0 jump X',
      "\t}",
      "}",
      "table ip t {",
      "\tchain c {",
      "\t\taccept",
      "\t}",
      "}",
    ].join("\n");
    assert.deepEqual(said(text), ["1:10 nft-of-iptables"]);
    assert.deepEqual(
      read(text).nftables.tables.map(({ name }) => name),
      ["t"],
    );
  });

  it("is read in bounded time whatever it is", () => {
    for (const text of [
      "{".repeat(20_000),
      'table ip t { chain c { "'.repeat(2_000),
      "add ".repeat(20_000),
      "}\n".repeat(20_000),
      "add element ip t s { 1 . 2 . ".repeat(3_000),
    ]) {
      assert.ok(read(text).diagnostics.length <= 101);
    }
  });
});
