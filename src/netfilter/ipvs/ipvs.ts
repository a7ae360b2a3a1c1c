import { ipvsConnectionId } from "../../trace/id.js";
import type { IpvsConnectionId } from "../../trace/id.js";
import { realServerName, virtualServerName } from "../../trace/virtual-server.js";
import type { VirtualServer, VirtualServerAddress } from "../../trace/virtual-server.js";
import { clientKey, serverKey } from "./connection.js";
import type { ClientSide, IpvsConnection, ServerSide } from "./connection.js";
import { schedulerNamed } from "./schedule/order.js";
import { NO_MEMORY } from "./schedule/scheduler.js";
import type { Destination, SchedulerMemory } from "./schedule/scheduler.js";
import { IPVS_SETTINGS } from "./settings.js";
import type { IpvsSettings } from "./settings.js";

/** A host's virtual servers and the connections through them. The one thing of IPVS that changes. */
export interface Ipvs {
  readonly settings: IpvsSettings;
  /** Changes settings, as `sysctl -w` does. */
  configure(change: Partial<IpvsSettings>): void;
  /** The virtual servers, in the order in which they were made. */
  servers(): readonly VirtualServer[];
  /** Makes these the virtual servers; connections of those that stay go on, and schedulers remember where they were. */
  load(servers: readonly VirtualServer[]): void;
  server(of: VirtualServerAddress): VirtualServer | null;
  serverNamed(name: string): VirtualServer | null;
  /** A virtual server's real servers with their loads, the last one added first. */
  destinations(server: VirtualServer): readonly Destination[];
  memory(server: VirtualServer): SchedulerMemory;
  remember(server: VirtualServer, memory: SchedulerMemory): void;
  /** Connections and templates, oldest first; some may have expired unseen. */
  connections(): readonly IpvsConnection[];
  get(id: IpvsConnectionId): IpvsConnection | null;
  findByClient(side: ClientSide): IpvsConnection | null;
  findByServer(side: ServerSide): IpvsConnection | null;
  findTemplate(side: ClientSide): IpvsConnection | null;
  /** How many connections a template has made that are still there. */
  controlledBy(id: IpvsConnectionId): number;
  add(connection: Omit<IpvsConnection, "id">): IpvsConnection;
  put(connection: IpvsConnection): void;
  remove(id: IpvsConnectionId): void;
}

/** A host without virtual servers. */
export function createIpvs(settings: Partial<IpvsSettings> = {}): Ipvs {
  let configured: IpvsSettings = { ...IPVS_SETTINGS, ...settings };
  let servers = new Map<string, VirtualServer>();
  const memories = new Map<string, SchedulerMemory>();
  const lastWeights = new Map<string, number>();
  const connections = new Map<IpvsConnectionId, IpvsConnection>();
  const byClient = new Map<string, IpvsConnectionId>();
  const byServer = new Map<string, IpvsConnectionId>();
  let made = 0;

  const destinationsOf = (server: VirtualServer): readonly Destination[] => {
    const name = virtualServerName(server.of);
    const counts = new Map<string, { active: number; inactive: number }>();
    for (const { entry } of connections.values()) {
      if (entry.server !== name || entry.counts === "template") continue;
      const count = counts.get(entry.real) ?? { active: 0, inactive: 0 };
      count[entry.counts]++;
      counts.set(entry.real, count);
    }
    return server.realServers.toReversed().map((real) => {
      const own = realServerName(real);
      const count = counts.get(own) ?? { active: 0, inactive: 0 };
      const lastWeight = lastWeights.get(`${name} ${own}`) ?? real.weight;
      return { ...real, name: own, ...count, lastWeight };
    });
  };

  const find = (index: ReadonlyMap<string, IpvsConnectionId>, key: string) => {
    const id = index.get(key);
    return id === undefined ? null : (connections.get(id) ?? null);
  };
  const drop = (index: Map<string, IpvsConnectionId>, key: string, id: IpvsConnectionId): void => {
    if (index.get(key) === id) index.delete(key);
  };

  return {
    get settings() {
      return configured;
    },
    configure(change) {
      configured = { ...configured, ...change };
    },
    servers: () => [...servers.values()],
    load(next) {
      const before = servers;
      servers = new Map(next.map((server) => [virtualServerName(server.of), server]));
      for (const [name, server] of servers) {
        for (const real of server.realServers)
          if (real.weight > 0) lastWeights.set(`${name} ${realServerName(real)}`, real.weight);
        const old = before.get(name) ?? null;
        if (old !== server) memories.set(name, memoryAfter(old, server, memories.get(name)));
      }
      for (const name of before.keys()) if (!servers.has(name)) memories.delete(name);
    },
    server: (of) => servers.get(virtualServerName(of)) ?? null,
    serverNamed: (name) => servers.get(name) ?? null,
    destinations: destinationsOf,
    memory: ({ of }) => memories.get(virtualServerName(of)) ?? NO_MEMORY,
    remember({ of }, memory) {
      memories.set(virtualServerName(of), memory);
    },
    connections: () => [...connections.values()],
    get: (id) => connections.get(id) ?? null,
    findByClient: (side) => find(byClient, clientKey(side)),
    findByServer: (side) => find(byServer, serverKey(side)),
    findTemplate: (side) => find(byClient, `template ${clientKey(side)}`),
    controlledBy: (id) => {
      let count = 0;
      for (const { control } of connections.values()) if (control === id) count++;
      return count;
    },
    add(started) {
      const connection = { ...started, id: ipvsConnectionId(++made) };
      connections.set(connection.id, connection);
      const { client, server } = keysOf(connection);
      byClient.set(client, connection.id);
      if (server !== null) byServer.set(server, connection.id);
      return connection;
    },
    put(connection) {
      if (connections.has(connection.id)) connections.set(connection.id, connection);
    },
    remove(id) {
      const connection = connections.get(id);
      if (connection === undefined) return;
      connections.delete(id);
      const { client, server } = keysOf(connection);
      drop(byClient, client, id);
      if (server !== null) drop(byServer, server, id);
    },
  };

  function memoryAfter(
    old: VirtualServer | null,
    server: VirtualServer,
    memory: SchedulerMemory = NO_MEMORY,
  ): SchedulerMemory {
    const scheduler = schedulerNamed(server.scheduler);
    // A scheduler that a virtual server gets anew knows nothing.
    const known = old?.scheduler === server.scheduler ? memory : NO_MEMORY;
    if (scheduler?.changed !== undefined) return scheduler.changed(destinationsOf(server), known);
    return { ...known, last: lastAfter(old, server, known.last) };
  }
}

// linux ip_vs_rr.c: ip_vs_rr_del_dest. Where the last one went away, the one before it in the list takes its place.
function lastAfter(
  old: VirtualServer | null,
  server: VirtualServer,
  last: string | null,
): string | null {
  const stays = new Set(server.realServers.map(realServerName));
  const list = (old?.realServers ?? []).toReversed().map(realServerName);
  const before = list.slice(0, list.findIndex((name) => name === last) + 1);
  return before.findLast((name) => stays.has(name)) ?? null;
}

function keysOf({ entry, client, virtual, real }: IpvsConnection): {
  readonly client: string;
  readonly server: string | null;
} {
  const { protocol, counts } = entry;
  const key = clientKey({ protocol, client, virtual });
  return counts === "template"
    ? { client: `template ${key}`, server: null }
    : { client: key, server: serverKey({ protocol, client, real }) };
}
