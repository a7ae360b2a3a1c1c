import { address, familyOf } from "../../src/base/address.js";
import { createRandom } from "../../src/base/random.js";
import { LOOPBACK_DEVICE, device } from "../../src/network/device.js";
import type { Device } from "../../src/network/device.js";
import { createHost } from "../../src/network/host.js";
import type { Host, HostNetfilter } from "../../src/network/host.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { namespace } from "../../src/network/namespace.js";
import type { Namespace, RoutingRule } from "../../src/network/namespace.js";
import { mainTables } from "../../src/network/network.js";
import type { PassContext } from "../../src/network/pass/pass-result.js";
import type { Route } from "../../src/network/route.js";
import { kernelRoutes } from "../../src/network/set-up/kernel-route.js";
import { packetId, namespaceId } from "../../src/trace/id.js";
import type { PacketId } from "../../src/trace/id.js";
import { NO_PAYLOAD } from "../../src/packet/packet.js";
import type { Packet, Payload } from "../../src/packet/packet.js";
import type { EventBody } from "../../src/trace/event/event.js";

/** A host of a test, by what matters in it. */
export interface TestHost {
  /** `eth0: ["10.0.0.1/24"]`; lo comes by itself. */
  readonly devices: Readonly<Record<string, readonly string[]>>;
  /** Beside those that the kernel makes. */
  readonly routes?: readonly Route[];
  readonly rules?: readonly Partial<RoutingRule>[];
  readonly sysctls?: Readonly<Record<string, string>>;
  readonly netfilter?: HostNetfilter | null;
  readonly changed?: Readonly<Record<string, Partial<Device>>>;
}

/** The namespace of a test's host. */
export function testNamespace(wish: TestHost): Namespace {
  const devices = Object.entries(wish.devices).map(([name, owned]) =>
    device({
      name,
      mac: hashedMac(name),
      segment: `link/${name}`,
      addresses: owned.map((text) => {
        const [own = "", length = "32"] = text.split("/");
        return { address: address(own), length: Number(length) };
      }),
      ...wish.changed?.[name],
    }),
  );
  return namespace({
    id: namespaceId("host/test"),
    kind: "host",
    name: "test",
    devices: [LOOPBACK_DEVICE, ...devices],
    routes: mainTables([...devices.flatMap(kernelRoutes), ...(wish.routes ?? [])]),
    routingRules: (wish.rules ?? []).map(testRule),
    sysctls: wish.sysctls ?? {},
  });
}

/** A rule, by what is not the usual. */
export function testRule(fields: Partial<RoutingRule>): RoutingRule {
  return {
    family: "ipv4",
    priority: 100,
    negated: false,
    from: null,
    to: null,
    mark: null,
    input: null,
    output: null,
    action: { kind: "table", table: "main" },
    ...fields,
  };
}

/** A host of a test, at work. */
export function testHost(wish: TestHost): Host {
  return createHost(testNamespace(wish), wish.netfilter ?? null, createRandom(1, "host"));
}

/** What a pass has told, and with which packets. */
export interface Told {
  readonly events: (EventBody & { readonly packet: PacketId })[];
  readonly context: PassContext;
}

/** A context that writes down what it is told; nothing is at the other end of its wires. */
export function listen(host: Host, now = 0): Told {
  const events: (EventBody & { readonly packet: PacketId })[] = [];
  let packets = 0;
  const contextOf = (): PassContext => {
    const packet = packetId(++packets);
    return {
      host,
      packet,
      now,
      emit: (body) => void events.push({ ...body, packet }),
      wires: {
        hosts: () => [],
        host: () => null,
        segment: () => null,
        carries: () => true,
        timeOf: () => 0,
        passTime: 0,
        now,
        emit: () => undefined,
      },
      bridged: { passes: 0 },
      born: (headers, program) => {
        const context = contextOf();
        context.emit({ kind: "packet-created", headers, program, parent: packet });
        return context;
      },
    };
  };
  return { events, context: contextOf() };
}

/** How each packet ended: `expired ttl`. */
export function endsOf({ events }: Told): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "packet-ended" ? [`${event.disposition} ${event.reason.kind}`] : [],
  );
}

/** A datagram between two addresses. */
export function datagram(
  source: string,
  destination: string,
  fields: Partial<Packet> & { readonly bytes?: number } = {},
): Packet {
  const { bytes = 0, ...rest } = fields;
  const payload: Payload = bytes === 0 ? NO_PAYLOAD : { kind: "filler", bytes };
  const from = address(source);
  return {
    family: familyOf(from),
    source: from,
    destination: address(destination),
    ttl: 64,
    dontFragment: false,
    fragment: null,
    transport: { protocol: "udp", sourcePort: 1000, destinationPort: 53, payload },
    ...rest,
  };
}
