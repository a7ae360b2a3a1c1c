/** How much a scenario may ask for; past it, the rest is left out and a diagnostic says so. */
export const LIMIT = {
  /** UTF-16 units of text. */
  text: 1_000_000,
  /** The same of each file of Kubernetes YAML. */
  manifest: 50_000_000,
  nodes: 1_000,
  /** Pods of all Deployments together with those declared one by one. */
  pods: 100_000,
  /** Copies count. */
  services: 20_000,
  /** Endpoints that one slice may list, as many as the API server takes. */
  endpointsOfSlice: 1_000,
  hosts: 500,
  links: 2_000,
  /** Devices of all hosts together. */
  devices: 5_000,
  /** Routes of all hosts together, and rules, neighbours, forwardings and settings likewise. */
  routes: 2_000,
  containers: 1_000,
  /** How often a request may be repeated. */
  times: 100,
  /** Services with their selected pods, summed up; and where the cluster changes, the same for every node, since each follows. */
  endpoints: 200_000,
  endpointsOnNodes: 50_000,
  playItems: 1_000,
  /** Bytes of UTF-8 in the body of an answer. */
  body: 65_536,
  diagnostics: 200,
} as const;
