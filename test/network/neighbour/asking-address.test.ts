import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { required } from "../../../src/base/assert.js";
import { prefix } from "../../../src/base/prefix.js";
import { deviceNamed } from "../../../src/network/device.js";
import { askingAddress } from "../../../src/network/neighbour/asking-address.js";
import { route } from "../../../src/network/route.js";
import { wire } from "../../support/wired-world.js";
import { testHost } from "../fixture.js";

const SOURCES = ["10.1.0.2", "10.1.0.7", "10.2.0.2", "10.9.0.5"] as const;
const TARGETS = ["10.1.0.20", "10.2.0.20", "10.7.0.20"] as const;

// Who asked, by arp_announce, then by the packet's source, then by the target: recorded with tcpdump on Linux 6.18.
const ASKED: Readonly<Record<string, readonly string[]>> = {
  0: [
    "10.1.0.2 10.1.0.2 10.1.0.2",
    "10.1.0.7 10.1.0.7 10.1.0.7",
    "10.2.0.2 10.2.0.2 10.2.0.2",
    "10.9.0.5 10.9.0.5 10.9.0.5",
  ],
  1: [
    "10.1.0.2 10.2.0.2 10.1.0.2",
    "10.1.0.7 10.2.0.2 10.1.0.2",
    "10.1.0.2 10.2.0.2 10.1.0.2",
    "10.1.0.2 10.2.0.2 10.1.0.2",
  ],
  2: Array.from({ length: 4 }, () => "10.1.0.2 10.2.0.2 10.1.0.2"),
};

describe("the address that a host asks its link with", () => {
  for (const [announce, asked] of Object.entries(ASKED)) {
    const host = testHost({
      devices: {
        lo1: ["10.9.0.5/32"],
        eth0: ["10.1.0.2/24", "10.1.0.7/24", "10.2.0.2/24"],
      },
      routes: [route({ destination: prefix("10.7.0.0/16"), device: "eth0" })],
      sysctls: { "net/ipv4/conf/eth0/arp_announce": announce },
    });
    const eth0 = required(deviceNamed(host.namespace.devices, "eth0"), "eth0");
    it(`is as arp_announce ${announce} says`, () => {
      const rows = SOURCES.map((source) =>
        TARGETS.map((target) => {
          const asking = { target: address(target), source: address(source) };
          return askingAddress(host, eth0, asking);
        }).join(" "),
      );
      assert.deepEqual(rows, asked);
    });
    it(`is the device's own for a packet that is forwarded, with arp_announce ${announce}`, () => {
      const asking = { target: address("10.2.0.20"), source: address("10.3.0.9") };
      assert.equal(askingAddress(host, eth0, asking), "10.2.0.2");
    });
  }

  it("decides who is answered: a router with a strict reverse path ignores a stranger's question", () => {
    const endOf = (announce: string): string | undefined => {
      const { send } = wire(
        {
          asker: {
            devices: { eth0: { addresses: ["10.1.0.2/24", "172.31.0.1/32"] } },
            sysctls: { "net/ipv4/conf/all/arp_announce": announce },
          },
          router: {
            devices: { eth0: { addresses: ["10.1.0.1/24"] } },
            sysctls: { "net/ipv4/conf/all/rp_filter": "1" },
          },
        },
        ["asker:eth0 router:eth0"],
      );
      const events = send("asker", "10.1.0.1", { source: address("172.31.0.1") });
      const ended = events.find((event) => event.kind === "packet-ended");
      return ended?.kind === "packet-ended" ? ended.reason.kind : undefined;
    };
    assert.equal(endOf("0"), "no-neighbour");
    assert.equal(endOf("2"), "reverse-path");
  });
});
