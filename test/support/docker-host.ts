import type { ContainerDeclaration, PublishedPort } from "../../src/cluster/topology/container.js";

/** A container on the host `h`, by what is not usual. */
export function containerNamed(
  name: string,
  fields: {
    readonly network?: ContainerDeclaration["network"];
    readonly published?: readonly (Partial<PublishedPort> &
      Pick<PublishedPort, "hostPort" | "containerPort">)[];
  } = {},
): ContainerDeclaration {
  const { network = "bridge", published = [] } = fields;
  return {
    name,
    host: "h",
    network,
    published: published.map((port) => ({ protocol: "tcp", address: null, ...port })),
    servers: [],
    span: { source: "test", start: 0, end: 0 },
  };
}
