import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Command } from "../../../src/cluster/scenario.js";
import { dig } from "../../../src/dns/client/dig.js";
import { nslookup } from "../../../src/dns/client/nslookup.js";
import { printDig } from "../../../src/dns/client/print-dig.js";
import { loadScenario } from "../../../src/language/load.js";
import { parseRecordType } from "../../../src/packet/dns-code.js";
import { bytesOfHex } from "../../../src/packet/hex.js";
import { decodeDns } from "../../../src/packet/dns-wire.js";
import { queryId } from "../../../src/trace/id.js";
import { createDnsRunner } from "../../support/dns-run.js";

interface Recorded {
  readonly command: string;
  readonly resolvConf: string;
  /** Ids, cookies, times and the date are `*`. */
  readonly stdout: string;
  readonly exchanges: readonly {
    readonly proto: string;
    readonly server: string;
    /** Absent for silence. */
    readonly reply?: string;
  }[];
}

const recorded = JSON.parse(
  readFileSync("test/dns/client/recorded.json", "utf8"),
) as readonly Recorded[];

// Made with Debian's bind9-dnsutils 9.18.49 in a network namespace whose loopback has the servers.
describe("what the real dig and nslookup print", () => {
  for (const entry of recorded) {
    const { command: text, resolvConf, stdout, exchanges } = entry;
    it(`${text} ${resolvConf.includes("ndots:5") ? "" : JSON.stringify(resolvConf)}`, () => {
      const command = commandOf(text);
      const left = [...exchanges];
      const runner = createDnsRunner(
        ({ to, message, transport }) => {
          const next = left[0];
          if (next === undefined || next.server !== to) return "refused";
          left.shift();
          assert.equal(transport, next.proto);
          if (next.reply === undefined) return "silence";
          const reply = decodeDns(Uint8Array.from(bytesOfHex(next.reply)));
          assert.ok(reply);
          return { ...reply, id: message.id };
        },
        {
          delay: () => 1000,
          takesTcp: (server) => exchanges.some((exchange) => exchange.server === server),
        },
      );
      assert.equal(masked(outputOf(command, resolvConf, runner)), stdout);
      assert.equal(left.length, 0, "questions that were not asked");
      assert.equal(runner.open.size, 0, "sockets stay open");
    });
  }
});

type Asking = Command & { readonly kind: "dig" | "nslookup" };

function commandOf(line: string): Asking {
  const text = `hopwise 1\npod client\nplay {\n  client ${line}\n}\n`;
  const { scenario, diagnostics } = loadScenario({ name: "test.hop", text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors, []);
  const item = scenario?.play[0];
  assert.ok(item?.kind === "request");
  const { command } = item;
  assert.ok(command.kind === "dig" || command.kind === "nslookup");
  return command;
}

function outputOf(
  command: Asking,
  resolvConf: string,
  runner: ReturnType<typeof createDnsRunner>,
): string {
  let id = 0;
  const shared = { resolvConf, nextQuery: () => queryId(1), nextId: () => ++id };
  if (command.kind === "nslookup") return runner.run(nslookup({ ...command, ...shared })).output;
  const type = parseRecordType(command.type);
  assert.ok(type);
  const result = runner.run(dig({ ...command, ...shared, type }));
  return printDig(result, command.options, 1_767_225_600);
}

function masked(text: string): string {
  return text
    .replace(/, id: \d+/g, ", id: *")
    .replace(/COOKIE: [0-9a-f]+ \((?:bad|echoed)\)/g, "COOKIE: * (echoed)")
    .replace(/Query time: \d+/g, "Query time: *")
    .replace(/WHEN: .*/g, "WHEN: *")
    .replace(/in \d+ ms\./g, "in * ms.");
}
