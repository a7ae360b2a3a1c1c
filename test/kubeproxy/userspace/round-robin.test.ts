import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { createRandom } from "../../../src/base/random.js";
import type { EndpointMap, ProxyEndpoint } from "../../../src/kubeproxy/endpoint.js";
import { createRoundRobin } from "../../../src/kubeproxy/userspace/round-robin.js";
import type {
  RoundRobin,
  RoundRobinQuestion,
} from "../../../src/kubeproxy/userspace/round-robin.js";

const KEY = "default/web/tcp";
const SECOND = 1_000_000;

function endpoint(last: number, ready = true): ProxyEndpoint {
  const text = `10.244.1.${last}`;
  return {
    address: address(text),
    text: `${text}:80`,
    local: true,
    ready,
    serving: ready,
    terminating: false,
    zoneHints: [],
    nodeHints: [],
  };
}

function known(...endpoints: readonly ProxyEndpoint[]): EndpointMap {
  return new Map([[KEY, endpoints]]);
}

function next(balancer: RoundRobin, asked: Partial<RoundRobinQuestion> = {}): string | null {
  const question = { key: KEY, client: address("10.244.1.9"), now: 0, resets: false, ...asked };
  return balancer.next(question)?.address ?? null;
}

function times(balancer: RoundRobin, count: number): readonly (string | null)[] {
  return Array.from({ length: count }, () => next(balancer));
}

describe("the load balancer of userspace mode", () => {
  it("takes one endpoint after the other, in an order that it shuffled once", () => {
    const orders = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const balancer = createRoundRobin(createRandom(seed));
      balancer.hear(known(endpoint(1), endpoint(2), endpoint(3)));
      const round = times(balancer, 6);
      assert.equal(new Set(round.slice(0, 3)).size, 3);
      assert.deepEqual(round.slice(3), round.slice(0, 3));
      return round.join();
    });
    assert.ok(new Set(orders).size > 1);
  });

  it("goes on where it was unless the endpoints change", () => {
    const balancer = createRoundRobin(createRandom(1));
    balancer.hear(known(endpoint(1), endpoint(2)));
    const first = next(balancer);
    balancer.hear(known(endpoint(2), endpoint(1)));
    assert.notEqual(next(balancer), first);
    balancer.hear(known(endpoint(2)));
    assert.deepEqual(times(balancer, 2), ["10.244.1.2", "10.244.1.2"]);
  });

  it("knows ready endpoints alone, and nobody where there is none", () => {
    const balancer = createRoundRobin(createRandom(1));
    assert.equal(next(balancer), null);
    balancer.hear(known(endpoint(1, false), endpoint(2)));
    assert.deepEqual(times(balancer, 2), ["10.244.1.2", "10.244.1.2"]);
    balancer.hear(new Map());
    assert.equal(next(balancer), null);
  });

  it("keeps a client's endpoint, each time for as long again, until it does not answer", () => {
    const balancer = createRoundRobin(createRandom(1));
    balancer.serve(KEY, 10);
    balancer.hear(known(endpoint(1), endpoint(2)));
    const first = next(balancer);
    assert.equal(next(balancer, { now: 9 * SECOND }), first);
    assert.equal(next(balancer, { now: 18 * SECOND }), first);
    assert.notEqual(next(balancer, { client: address("10.244.1.8") }), first);
    assert.equal(next(balancer, { now: 28 * SECOND }), first, "its turn has come again");
    assert.notEqual(next(balancer, { now: 28 * SECOND, resets: true }), first);
  });

  it("keeps it for three hours where it heard of the endpoints before the Service", () => {
    const balancer = createRoundRobin(createRandom(1));
    balancer.hear(known(endpoint(1), endpoint(2)));
    balancer.serve(KEY, 10);
    const first = next(balancer);
    assert.equal(next(balancer, { now: 10_799 * SECOND }), first);
  });

  it("forgets the client of an endpoint that is gone", () => {
    const balancer = createRoundRobin(createRandom(1));
    balancer.hear(known(endpoint(1), endpoint(2)));
    balancer.serve(KEY, 10);
    const gone = next(balancer) === "10.244.1.1" ? 1 : 2;
    balancer.hear(known(endpoint(3 - gone)));
    assert.equal(next(balancer), `10.244.1.${3 - gone}`);
  });
});
