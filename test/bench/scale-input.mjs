// A cluster of many Services as Kubernetes objects: N of them with ten endpoints each, on a node for every ten.
const ENDPOINTS = 10;

/** A List in JSON, which is YAML too: Services, their EndpointSlices, and the node whose rules are wanted. */
export function scaleList(services) {
  const indexes = Array.from({ length: services }, (_, index) => index);
  const items = [
    node(),
    ...indexes.map(service),
    ...indexes.map((index) => endpointSlice(index, services)),
  ];
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** The cluster address of a Service. */
export function clusterAddress(index) {
  return `10.96.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}

function node() {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "node-0000", labels: { "kubernetes.io/hostname": "node-0000" } },
    spec: { podCIDR: "10.128.0.0/24", podCIDRs: ["10.128.0.0/24"] },
    status: {
      addresses: [
        { type: "InternalIP", address: "172.16.0.1" },
        { type: "Hostname", address: "node-0000" },
      ],
    },
  };
}

function service(index) {
  const name = nameOf(index);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "scale", labels: { app: name } },
    spec: {
      type: "ClusterIP",
      clusterIP: clusterAddress(index),
      clusterIPs: [clusterAddress(index)],
      ipFamilies: ["IPv4"],
      ports: [{ name: "p80", port: 80, protocol: "TCP", targetPort: 8080 }],
      selector: { app: name },
    },
  };
}

function endpointSlice(index, services) {
  const name = nameOf(index);
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: `${name}-slice`,
      namespace: "scale",
      labels: { "kubernetes.io/service-name": name },
    },
    addressType: "IPv4",
    ports: [{ name: "p80", port: 8080, protocol: "TCP" }],
    endpoints: Array.from({ length: ENDPOINTS }, (_, at) => endpoint(index, at, services)),
  };
}

// Endpoint j of Service i is on node (i + j·M/10) mod M, in the next free slot there.
function endpoint(index, at, services) {
  const nodes = Math.max(10, Math.floor((services * ENDPOINTS) / 100));
  const on = (index + Math.floor((at * nodes) / ENDPOINTS)) % nodes;
  const slot = at * Math.ceil(services / nodes) + Math.floor(index / nodes);
  return {
    addresses: [podAddress(256 * on + 1 + slot)],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: `node-${String(on).padStart(4, "0")}`,
    targetRef: {
      kind: "Pod",
      name: `${nameOf(index)}-${String(at).padStart(2, "0")}`,
      namespace: "scale",
    },
  };
}

function podAddress(offset) {
  return `10.${128 + (offset >> 16)}.${(offset >> 8) & 255}.${offset & 255}`;
}

function nameOf(index) {
  return `svc-${String(index).padStart(5, "0")}`;
}
