import { hostTables } from "../../network/host-tables.js";
import type { Host } from "../../network/host.js";
import type { Segment } from "../../network/segment.js";
import type { HostTables } from "../../trace/host-tables.js";
import type { NamingHeader } from "./resolver-header.js";
import { setTexts } from "./set-texts.js";
import type { NamespaceHeader, SegmentHeader, ServerHeader } from "../../trace/header.js";

/** A namespace as the trace's header describes it. */
export function namespaceHeader(
  host: Host,
  servers: readonly ServerHeader[],
  naming: NamingHeader,
): NamespaceHeader {
  const { namespace } = host;
  const { id, kind, name, kubernetesNamespace, node } = namespace;
  return {
    id,
    kind,
    name,
    kubernetesNamespace,
    node,
    tables: { ...hostTables(host), ipsets: setTexts(host), ...virtualServers(host) },
    iptables: namespace.iptables,
    servers,
    ...naming,
  };
}

function virtualServers({ netfilter }: Host): Pick<HostTables, "virtualServers"> {
  const servers = netfilter?.ipvs.servers() ?? [];
  return servers.length === 0 ? {} : { virtualServers: servers };
}

/** A segment as the trace's header describes it. */
export function segmentHeader({ id, kind, name, ports }: Segment): SegmentHeader {
  return { id, kind, name, ports: ports.map(({ namespace, device }) => ({ namespace, device })) };
}
