import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ServiceDeclaration, ServicePortDeclaration } from "../../src/cluster/declaration.js";
import { createNodePortAllocator } from "../../src/cluster/node-ports.js";
import type { NodePorts } from "../../src/cluster/node-ports.js";
import { plainDeclaration } from "../../src/cluster/plain-declaration.js";

const span = { source: "", start: 0, end: 0 };

function port(number: number, nodePort: number | null = null): ServicePortDeclaration {
  return { name: "", protocol: "tcp", port: number, targetPort: number, nodePort, span };
}

function service(name: string, parts: Partial<ServiceDeclaration>): ServiceDeclaration {
  return { ...plainDeclaration({ value: name, span }, "default"), type: "NodePort", ...parts };
}

function allocate(services: readonly ServiceDeclaration[]): readonly NodePorts[] {
  const allocator = createNodePortAllocator(services, []);
  return services.map(allocator);
}

describe("node ports that are not said", () => {
  it("come from the upper part of the range and depend on the Service alone", () => {
    const web = service("web", { ports: [port(80), port(443)] });
    const [alone] = allocate([web]);
    const [, among] = allocate([service("other", { ports: [port(80)] }), web]);
    assert.deepEqual(among, alone);
    const given = alone?.ports.map(({ nodePort }) => nodePort ?? 0) ?? [];
    assert.equal(new Set(given).size, 2);
    assert.ok(given.every((nodePort) => nodePort >= 30_086 && nodePort <= 32_767));
  });

  it("avoid those that are said, wherever they are said", () => {
    const web = service("web", { ports: [port(80)] });
    const wish = allocate([web])[0]?.ports[0]?.nodePort ?? null;
    const [given] = allocate([web, service("later", { ports: [port(80, wish)] })]);
    assert.notEqual(given?.ports[0]?.nodePort, wish);
  });

  it("are one for a number that has two protocols", () => {
    const dns = service("dns", { ports: [port(53), { ...port(53), protocol: "udp" }] });
    const [given] = allocate([dns]);
    assert.equal(given?.ports[0]?.nodePort, given?.ports[1]?.nodePort);
    assert.notEqual(given?.ports[0]?.nodePort, null);
  });

  it("are not given to types that have none, nor to load balancers that refuse them", () => {
    const services = [
      service("a", { type: "ClusterIP", ports: [port(80)] }),
      service("b", { type: "LoadBalancer", allocatesNodePorts: false, ports: [port(80)] }),
    ];
    assert.deepEqual(
      allocate(services).map(({ ports }) => ports[0]?.nodePort),
      [null, null],
    );
  });

  it("include a health check's only for a load balancer with the Local policy", () => {
    const local = { ports: [port(80)], externalTrafficPolicy: "Local" } as const;
    const [balanced, plain] = allocate([
      service("a", { ...local, type: "LoadBalancer" }),
      service("b", local),
    ]);
    assert.notEqual(balanced?.healthCheckNodePort, null);
    assert.equal(plain?.healthCheckNodePort, null);
  });

  it("run out with a shortage that names the Service", () => {
    const many = Array.from({ length: 2_700 }, (_, index) => port(index + 1));
    const wanting = service("greedy", { ports: many });
    const shortages: Parameters<typeof createNodePortAllocator>[1] = [];
    createNodePortAllocator([wanting], shortages)(wanting);
    assert.equal(shortages.length, 2_700 - 2_682);
    assert.deepEqual(shortages[0], { range: "30000-32767", owner: wanting.name });
  });
});
