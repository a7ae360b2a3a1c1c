import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { createForward } from "../../../../src/dns/plugins/forward/handler.js";
import { DEFAULTS } from "../../../../src/dns/plugins/forward/options.js";
import type { ForwardOptions } from "../../../../src/dns/plugins/forward/options.js";
import type { DnsWorld } from "../../../../src/dns/world.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import type { DnsRunner, SentDatagram } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const [DEAD, ALIVE] = [address("192.0.2.1"), address("192.0.2.2")];
const world = { localAddresses: [], resolvConf: { servers: [] } } as unknown as DnsWorld;

function scene(
  options: Partial<ForwardOptions>,
  cutsUdp = false,
): {
  runner: DnsRunner;
  ask: () => string;
} {
  const runner = createDnsRunner(({ to, message, transport }: SentDatagram) => {
    if (to === DEAD) return "refused";
    const reply = replyTo(message);
    return { ...reply, flags: { ...reply.flags, tc: cutsUdp && transport === "udp" } };
  });
  const to = [DEAD, ALIVE].map(
    (own) => ({ kind: "server", transport: "dns", address: own, port: 53 }) as const,
  );
  const handler = createForward({ ...DEFAULTS, to, policy: "sequential", ...options }, world);
  return {
    runner,
    ask() {
      const query = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
      const answer = visitPlugin(handler, query, { runner });
      return answer.kind === "returned" ? String(answer.error) : answer.kind;
    },
  };
}

const actions = (runner: DnsRunner): readonly string[] =>
  runner.events.splice(0).flatMap((event) => {
    if (event.kind !== "plugin-acted" || !("upstream" in event.action)) return [];
    return [`${event.action.kind} ${event.action.upstream}`];
  });

describe("forward", () => {
  it("goes on to the next upstream, checks the one that failed, and then passes it over", () => {
    const { runner, ask } = scene({ maxFails: 1 });
    assert.equal(ask(), "written");
    assert.deepEqual(actions(runner).slice(0, 3), [
      `forwarded ${DEAD}`,
      `upstream-failed ${DEAD}`,
      `forwarded ${ALIVE}`,
    ]);
    runner.now += 3e6;
    assert.equal(ask(), "written");
    const later = actions(runner).filter((text) => !text.startsWith("upstream-checked"));
    assert.deepEqual(later, [`upstream-skipped ${DEAD}`, `forwarded ${ALIVE}`]);
    const checks = runner.sent.filter(({ message }) => message.question[0]?.type === "NS");
    assert.ok(checks.length >= 2 && checks.every(({ to }) => to === DEAD));
  });

  it("fails at once where all are down and that is said", () => {
    const to = [{ kind: "server", transport: "dns", address: DEAD, port: 53 }] as const;
    const { runner, ask } = scene({ to, maxFails: 1, failsFast: true });
    assert.equal(ask(), "read: connection refused");
    runner.now += 3e6;
    assert.equal(ask(), "no healthy proxies");
  });

  it("checks with the question that is said", () => {
    const healthCheck = { interval: 0.5, recursion: false, domain: "up.test." };
    const { runner, ask } = scene({ healthCheck });
    ask();
    const check = runner.sent.find(({ message }) => message.question[0]?.type === "NS");
    assert.deepEqual(
      [check?.message.question[0]?.name, check?.message.flags.rd],
      ["up.test.", false],
    );
  });

  it("asks over TCP where that is forced, or where a datagram was too small", () => {
    const to = [{ kind: "server", transport: "dns", address: ALIVE, port: 53 }] as const;
    const forced = scene({ to, transport: "force_tcp" });
    assert.equal(forced.ask(), "written");
    assert.deepEqual(
      forced.runner.sent.map(({ transport }) => transport),
      ["tcp"],
    );
    const preferred = scene({ to, transport: "prefer_udp" }, true);
    assert.equal(preferred.ask(), "written");
    assert.deepEqual(
      preferred.runner.sent.map(({ transport }) => transport),
      ["udp", "tcp"],
    );
  });

  it("keeps a connection for the next query, and closes it when it has waited long enough", () => {
    const to = [{ kind: "server", transport: "dns", address: ALIVE, port: 53 }] as const;
    const { runner, ask } = scene({ to, transport: "force_tcp" });
    const socketAfter = (seconds: number): number | undefined => {
      runner.now += seconds * 1e6;
      assert.equal(ask(), "written");
      return runner.sent.at(-1)?.socket;
    };
    const first = socketAfter(1);
    assert.equal(socketAfter(3), first);
    assert.equal(socketAfter(9), first);
    assert.equal(runner.open.size, 1);
    // Ten seconds after its last query, at the next sweep.
    runner.now += 14e6;
    assert.notEqual(socketAfter(0), first);
    assert.equal(runner.open.size, 1);
  });

  it("keeps none for longer than `max_age`, nor more than `max_idle_conns`", () => {
    const to = [{ kind: "server", transport: "dns", address: ALIVE, port: 53 }] as const;
    const idle = { expire: 10, maxAge: 12, most: 0 };
    const { runner, ask } = scene({ to, transport: "force_tcp", idle });
    const sockets = [0, 8, 8].map((seconds) => {
      runner.now += seconds * 1e6;
      ask();
      return runner.sent.at(-1)?.socket;
    });
    assert.equal(sockets[0], sockets[1]);
    assert.notEqual(sockets[1], sockets[2]);
  });

  it("opens another connection where the upstream has closed the one that waited", () => {
    const closing = createDnsRunner(({ message }) => replyTo(message), {
      delay: () => 0,
      closesTcp: true,
    });
    const to = [{ kind: "server", transport: "dns", address: ALIVE, port: 53 }] as const;
    const handler = createForward({ ...DEFAULTS, to, transport: "force_tcp" }, world);
    const query = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
    const kinds = [1, 2].map(() => visitPlugin(handler, query, { runner: closing }).kind);
    assert.deepEqual(kinds, ["written", "written"]);
    assert.equal(new Set(closing.sent.map(({ socket }) => socket)).size, 2);
  });
});
