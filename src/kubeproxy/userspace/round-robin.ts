import type { Address } from "../../base/address.js";
import type { Random } from "../../base/random.js";
import type { ProxyBackend } from "../../cluster/proxy-backend.js";
import type { EndpointMap, ProxyEndpoint } from "../endpoint.js";

/** The endpoint that a client gets. */
export interface RoundRobinChoice extends ProxyBackend {
  /** Its place in the round, from 1, and how many there are. */
  readonly place: number;
  readonly of: number;
  /** Whether the client has it because it had it before (session affinity). */
  readonly kept: boolean;
}

/** Who asks for an endpoint, and how. */
export interface RoundRobinQuestion {
  /** The key of the service port, as of an `EndpointMap`. */
  readonly key: string;
  readonly client: Address;
  /** In virtual microseconds. */
  readonly now: number;
  /** Whether what the client had before did not answer. */
  readonly resets: boolean;
}

/** The load balancer of one kube-proxy process (kubernetes pkg/proxy/userspace/roundrobin.go v1.25: LoadBalancerRR). */
export interface RoundRobin {
  /** The endpoints are these now. */
  hear(endpoints: EndpointMap): void;
  /** A service port is there, or is with another affinity; null for none. */
  serve(key: string, affinitySeconds: number | null): void;
  forget(key: string): void;
  next(question: RoundRobinQuestion): RoundRobinChoice | null;
}

interface State {
  endpoints: readonly ProxyEndpoint[];
  index: number;
  affinity: boolean;
  readonly seconds: number;
  readonly clients: Map<Address, { endpoint: ProxyEndpoint; lastUsed: number }>;
}

/** What the load balancer takes for a Service that it heard of by its endpoints first, and it never asks again. */
const DEFAULT_SECONDS = 10_800;

/** A load balancer that knows nothing yet; `random` shuffles the endpoints of each service port when they change. */
export function createRoundRobin(random: Random): RoundRobin {
  const states = new Map<string, State>();
  const stateOf = (key: string, seconds: number): State => {
    const state = states.get(key) ?? emptyState(seconds);
    states.set(key, state);
    return state;
  };
  return {
    hear: (endpoints) => {
      for (const [key, all] of [...endpoints].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const ready = all.filter((endpoint) => endpoint.ready);
        if (ready.length > 0) setEndpoints(stateOf(key, DEFAULT_SECONDS), ready, random);
      }
      for (const [key, state] of states)
        if (endpoints.get(key)?.some(({ ready }) => ready) !== true) reset(state);
    },
    serve: (key, affinitySeconds) => {
      stateOf(key, affinitySeconds ?? DEFAULT_SECONDS).affinity = affinitySeconds !== null;
    },
    forget: (key) => {
      states.delete(key);
    },
    next: (question) => {
      const state = states.get(question.key);
      return state === undefined ? null : choose(state, question);
    },
  };
}

function emptyState(seconds: number): State {
  return { endpoints: [], index: 0, affinity: false, seconds, clients: new Map() };
}

function choose(
  state: State,
  { client, now, resets }: RoundRobinQuestion,
): RoundRobinChoice | null {
  const { endpoints, clients } = state;
  if (endpoints.length === 0) return null;
  const before = state.affinity && !resets ? clients.get(client) : undefined;
  if (before !== undefined && Math.floor((now - before.lastUsed) / 1_000_000) < state.seconds) {
    before.lastUsed = now;
    return choiceOf(state, before.endpoint, true);
  }
  const endpoint = endpoints[state.index];
  if (endpoint === undefined) return null;
  state.index = (state.index + 1) % endpoints.length;
  if (state.affinity) clients.set(client, { endpoint, lastUsed: now });
  return choiceOf(state, endpoint, false);
}

function choiceOf(
  { endpoints }: State,
  { address, text }: ProxyEndpoint,
  kept: boolean,
): RoundRobinChoice {
  const place = endpoints.findIndex((endpoint) => endpoint.text === text) + 1;
  const port = portOf(text);
  return { address, port, place, of: endpoints.length, kept };
}

function portOf(text: string): number {
  return Number(text.slice(text.lastIndexOf(":") + 1));
}

// The same endpoints in another order are no change.
function setEndpoints(state: State, ready: readonly ProxyEndpoint[], random: Random): void {
  const texts = new Set(ready.map(({ text }) => text));
  const isSame =
    texts.size === state.endpoints.length && state.endpoints.every(({ text }) => texts.has(text));
  if (isSame) return;
  for (const [client, { endpoint }] of [...state.clients])
    if (!texts.has(endpoint.text)) state.clients.delete(client);
  state.endpoints = shuffled(ready, random);
  state.index = 0;
}

function reset(state: State): void {
  state.endpoints = [];
  state.index = 0;
  state.clients.clear();
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  const left = [...all];
  const taken: T[] = [];
  while (left.length > 0) taken.push(...left.splice(random.integer(left.length), 1));
  return taken;
}
