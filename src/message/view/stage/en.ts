/** The English words on the stage, which is drawn first. */
export const en = {
  stage: "The network",
  "stack-parts": "netfilter · routing · conntrack",
  "stack-parts-1": "netfilter · routing",
  "stack-parts-2": "conntrack",
  "stack-parts-short": "netfilter",
  "more-pods": "+{count} more pods",
  "more-nodes": "+{count} more nodes",
  "more-inside": "+{count} more",
  "more-services": "+{count} more Services",
  "service-note": "no interface owns this address",
  "service-owner": "owned by {device} of the nodes",
  service: "Service",
  outside: "outside the cluster",
  "no-packet": "no packet is on its way",
  routing: "routing",
  process: "local process",
  "pod-terminating": "terminating",
  "pod-unready": "not ready",
} as const;

/** The words of a language on the stage. */
export type StageWords = Readonly<Record<keyof typeof en, string>>;
