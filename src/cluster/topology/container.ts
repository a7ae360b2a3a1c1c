import type { SourceSpan } from "../../base/source-span.js";
import type { Server } from "../pod.js";

/** A container that docker runs on a host: `docker run --network … -p …`. */
export interface ContainerDeclaration {
  readonly name: string;
  readonly host: string;
  readonly network: "bridge" | "host" | "none";
  readonly published: readonly PublishedPort[];
  readonly servers: readonly Server[];
  readonly span: SourceSpan;
}

/** `-p 8080:80`: a port of the host that leads to one of the container. */
export interface PublishedPort {
  readonly protocol: "tcp" | "udp";
  /** The host's address; null for all of them. */
  readonly address: string | null;
  readonly hostPort: number;
  readonly containerPort: number;
}
