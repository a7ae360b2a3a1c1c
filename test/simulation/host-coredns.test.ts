import assert from "node:assert/strict";
import { it } from "node:test";
import { play } from "../../src/pipeline.js";

const HOSTS = `hopwise 1
host ns {
  address eth0 10.0.0.53/24
  coredns
}

host client {
  address eth0 10.0.0.1/24
  resolv-conf {
    nameserver 10.0.0.53
  }
}

link ns.eth0 client.eth0
`;

function played(text: string): ReturnType<typeof play> {
  return play({ name: "test.hop", text: HOSTS + text });
}

it("runs CoreDNS on a host with the scenario's Corefile, where there is no cluster", () => {
  const { trace, diagnostics } = played(`
corefile {
  lan {
    whoami
    hosts lan.hosts
  }
}

coredns-file lan.hosts {
  10.0.0.20 printer.lan
}

play {
  client dig printer.lan
  expect answer 10.0.0.20
  client dig printer.lan +tcp
  expect answer 10.0.0.20
  client dig printer.example
  expect server-failure
}
`);
  assert.deepEqual(diagnostics, []);
  assert.ok(trace);
  assert.deepEqual(
    trace.header.namespaces.map(({ name }) => name),
    ["ns", "client"],
  );
  assert.deepEqual(
    trace.header.dns.blocks.map(({ keys }) => keys),
    [["dns://lan.:53"]],
  );
});

it("does not run it with a Corefile that CoreDNS would not take", () => {
  const { diagnostics } = played(`
corefile {
  lan {
    proxy . 10.0.0.1
  }
}

play {
  client dig printer.lan
  expect refused
}
`);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["corefile-removed-plugin"],
  );
});

it("has a cluster where a Corefile is written and no host runs it", () => {
  const { trace } = play({
    name: "test.hop",
    text: "hopwise 1\nhost client { address eth0 10.0.0.1/24 }\ncorefile {\n  . {\n    whoami\n  }\n}\nplay {\n  client ping 10.0.0.1\n}\n",
  });
  assert.ok(trace?.header.namespaces.some(({ kind }) => kind === "node"));
});

it("asks the server of a host's own resolv.conf, and wants one to be said where it has none", () => {
  const { diagnostics } = played(
    // Without a Corefile CoreDNS tells every client who it is, in no answer.
    "play {\n  ns dig printer.lan\n  expect refused\n  client dig printer.lan\n  expect no-data\n}\n",
  );
  assert.deepEqual(
    diagnostics.map(({ code, span }) => [code, span.start > 0]),
    [["missing-value", true]],
  );
});
