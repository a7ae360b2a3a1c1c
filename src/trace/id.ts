/** A network namespace of a trace: `node/worker`, `pod/default/client`, `outside/gateway`. */
export type NamespaceId = string & { readonly brand: "NamespaceId" };

/** A packet of a trace; it keeps its id through every translation and hop. */
export type PacketId = number & { readonly brand: "PacketId" };

/** A request of the play, counted from 1. */
export type RequestId = number & { readonly brand: "RequestId" };

/** A conntrack entry of one namespace. */
export type ConnectionId = number & { readonly brand: "ConnectionId" };

/** A connection, or a template, of one namespace's IPVS. */
export type IpvsConnectionId = number & { readonly brand: "IpvsConnectionId" };

/** A DNS question that one program waits for, from its first packet to its answer. */
export type QueryId = number & { readonly brand: "QueryId" };

/** Brands the text of a namespace's name. */
export function namespaceId(text: string): NamespaceId {
  return text as NamespaceId;
}

/** Brands a packet's number. */
export function packetId(number: number): PacketId {
  return number as PacketId;
}

/** Brands a request's number. */
export function requestId(number: number): RequestId {
  return number as RequestId;
}

/** Brands a conntrack entry's number. */
export function connectionId(number: number): ConnectionId {
  return number as ConnectionId;
}

/** Brands the number of a connection of IPVS. */
export function ipvsConnectionId(number: number): IpvsConnectionId {
  return number as IpvsConnectionId;
}

/** Brands a query's number. */
export function queryId(number: number): QueryId {
  return number as QueryId;
}
