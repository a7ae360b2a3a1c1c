import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endsOf, playHosts } from "../support/host-scenario.js";

const HOSTS = `
host client { address eth0 10.1.0.2/24  route default via 10.1.0.1 }
host router {
  address eth0 10.1.0.1/24
  address eth1 10.2.0.1/24
  mtu eth1 1400
  route 10.3.0.0/24 via 10.2.0.2 mtu 1300
  sysctl net.ipv4.ip_forward 1
}
host server {
  address eth0 10.2.0.2/24
  address eth0 10.3.0.2/24
  route default via 10.2.0.1
  serves 80/tcp http 200 "${"x".repeat(3000)}"
}
link client.eth0 router.eth0
link router.eth1 server.eth0
`;

/** What the SYN announces where it comes in, and what the answer to it does: `1360 1460`. */
function announced(rule: string, line: string): string {
  const before = rule === "" ? "" : `iptables router -t mangle ${rule}\n`;
  const { trace } = playHosts(`${before}${line}`, { hosts: HOSTS });
  const syns = new Map<unknown, number | undefined>();
  for (const event of trace.events) {
    if (event.kind === "packet-created") {
      const { transport } = event.headers;
      if (transport.protocol === "tcp" && transport.flags.includes("SYN"))
        syns.set(event.packet, transport.maximumSegment);
    } else if (event.kind === "segment-size-set") {
      assert.ok(syns.has(event.packet));
      syns.set(event.packet, event.maximumSegment);
    }
  }
  return [...syns.values()].join(" ");
}

const NEAR = "client curl http://10.2.0.2";
const FAR = "client curl http://10.3.0.2";
const OWN = "router curl http://10.2.0.2";
const CLAMP = "-j TCPMSS --clamp-mss-to-pmtu";

// Recorded with tcpdump behind iptables 1.8.9 on Linux 6.18, with these hosts as network namespaces.
const RECORDED = [
  ["", ["1460 1460", "1460 1460", "1360 1460"]],
  [`-A FORWARD -p tcp --syn ${CLAMP}`, ["1360 1460", "1260 1460", "1360 1460"]],
  [`-A FORWARD -p tcp --tcp-flags SYN,RST SYN ${CLAMP}`, ["1360 1360", "1260 1260", "1360 1460"]],
  ["-A FORWARD -p tcp --syn -j TCPMSS --set-mss 1000", ["1000 1460", "1000 1460", "1360 1460"]],
  ["-A FORWARD -p tcp --syn -j TCPMSS --set-mss 9000", ["1460 1460", "1460 1460", "1360 1460"]],
  [`-A POSTROUTING -o eth1 -p tcp --syn ${CLAMP}`, ["1360 1460", "1260 1460", "1360 1460"]],
  [`-A OUTPUT -p tcp --syn ${CLAMP}`, ["1460 1460", "1460 1460", "1360 1460"]],
] as const;

describe("TCPMSS", () => {
  for (const [rule, [near, far, own]] of RECORDED) {
    it(`lets a SYN announce ${near}, ${far} and ${own} with ${rule === "" ? "no rule" : rule}`, () => {
      assert.deepEqual(
        [NEAR, FAR, OWN].map((line) => announced(rule, line)),
        [near, far, own],
      );
    });
  }

  it("keeps a server's segments short enough for the way", () => {
    const longest = (rule: string): number => {
      const { trace } = playHosts(`iptables router -t mangle ${rule}\n${FAR}`, { hosts: HOSTS });
      assert.equal(endsOf(trace).at(-1)?.outcome, "answered");
      const lengths = trace.events.flatMap((event) => {
        if (event.kind !== "packet-created" || event.program !== "http") return [];
        const { payload } = event.headers.transport;
        return payload.kind === "text" ? [payload.text.length] : [];
      });
      return Math.max(...lengths);
    };
    assert.equal(longest("-A FORWARD -j ACCEPT"), 1448);
    assert.equal(longest("-A FORWARD -p tcp --syn -j TCPMSS --set-mss 1000"), 988);
  });
});
