import type {
  ClusterEvent,
  EndpointChange,
  PodChange,
  PodFact,
  RecordsChange,
  SyncedChain,
  SyncedRule,
} from "../event/cluster-event.js";
import { apiObjectShape } from "./api-object-shape.js";
import { hostTablesShape } from "./host-shape.js";
import { addressShape, familyShape } from "./packet-shape.js";
import { namespaceShape } from "./rule-set-shape.js";
import { serviceShape } from "./service-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  text,
  type Shape,
} from "./shape.js";

type EventOf<Kind extends ClusterEvent["kind"]> = ClusterEvent & { readonly kind: Kind };

const pod: Shape<PodFact> = object<PodFact>({
  name: text,
  kubernetesNamespace: text,
  node: namespaceShape,
  addresses: list(addressShape),
  phase: oneOf<PodFact["phase"]>({ starting: 1, running: 1, terminating: 1 }),
  ready: flag,
});

const endpointChange: Shape<EndpointChange> = object<EndpointChange>({
  address: addressShape,
  port: count,
  pod: nullable(text),
  change: oneOf<EndpointChange["change"]>({ ready: 1, unready: 1, terminating: 1, removed: 1 }),
});

const rules: Shape<readonly SyncedRule[]> = list(
  object<SyncedRule>({ table: text, chain: text, rule: count, text: count }),
);
const chains: Shape<readonly SyncedChain[]> = list(
  object<SyncedChain>({ table: text, chain: text }),
);

/** The events of a cluster that changes, by kind. */
export const CLUSTER_SHAPES: {
  readonly [Kind in ClusterEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "objects-changed": object({ command: text }),
  "objects-written": object({ objects: list(apiObjectShape), removed: list(text) }),
  "pod-changed": object<Omit<EventOf<"pod-changed">, "kind">>({
    pod,
    change: oneOf<PodChange>({
      created: 1,
      started: 1,
      ready: 1,
      unready: 1,
      deleted: 1,
      gone: 1,
      exited: 1,
      waiting: 1,
      restarted: 1,
      hung: 1,
    }),
    log: optional(text),
    seconds: optional(number),
  }),
  "namespace-added": object({ tables: hostTablesShape }),
  "namespace-removed": object({}),
  "service-changed": object({
    service: serviceShape,
    change: oneOf<EventOf<"service-changed">["change"]>({ created: 1, changed: 1, deleted: 1 }),
  }),
  "endpoints-changed": object({ service: serviceShape, changes: list(endpointChange) }),
  "proxy-changed": object({ syncs: flag }),
  "rules-synced": object({
    family: familyShape,
    tool: oneOf<EventOf<"rules-synced">["tool"]>({ iptables: 1, nftables: 1, ipvs: 1 }),
    afterMicroseconds: number,
    added: rules,
    removed: rules,
    chainsAdded: chains,
    chainsRemoved: chains,
  }),
  "kubelet-warned": object({ object: text, reason: text, message: text }),
  "records-changed": object({
    afterMicroseconds: number,
    serial: count,
    changes: list(
      object<RecordsChange>({ name: text, type: text, added: list(text), removed: list(text) }),
    ),
    unlisted: count,
  }),
};
