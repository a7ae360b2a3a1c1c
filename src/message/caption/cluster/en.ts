/** What is said of a cluster that changes: objects, pods, endpoints, and the syncs of kube-proxy. */
export const en = {
  "objects-changed": "$ {command}",
  "objects-written": "The API server holds {written} objects anew; {removed} are gone.",
  "pod-created": "The pod {pod} is to run on {node}.",
  "pod-started": "The containers of {pod} run on {node}.",
  "pod-ready": "{pod} is ready: its readiness probe succeeds.",
  "pod-unready": "{pod} is not ready: its readiness probe fails.",
  "pod-deleted":
    "{pod} is deleted. It is asked to end (SIGTERM), and goes on answering until its grace period is over.",
  "pod-gone": "The last container of {pod} has ended, and the pod is gone.",
  "pod-exited": "The program of {pod} exits with an error. Its pod stays, with its address.",
  "pod-exited-with": "The program of {pod} exits with an error. The last line of its log: {log}",
  "pod-waiting":
    "The kubelet on {node} waits {seconds} s before it starts {pod} again: CrashLoopBackOff.",
  "pod-restarted": "The kubelet on {node} starts the container of {pod} again.",
  "pod-hung": "The program of {pod} hangs: it has its port, and does nothing any more.",
  "namespace-added":
    "The CNI wires {pod} to {node}: a network namespace of its own with the address {addresses}.",
  "namespace-removed": "The CNI takes the network of {pod} away. Nobody has its address now.",
  "service-created": "The Service {service} is there, with the cluster address {addresses}.",
  "service-created-headless": "The Service {service} is there, without a cluster address.",
  "service-changed": "The Service {service} is changed.",
  "service-deleted": "The Service {service} is gone.",
  "endpoints-changed": "The EndpointSlice of {service} {changes}.",
  "endpoint-ready": "now lists {endpoint}",
  "endpoint-unready": "lists {endpoint} as not ready",
  "endpoint-terminating": "lists {endpoint} as terminating: serving, but not ready",
  "endpoint-removed": "no longer lists {endpoint}",
  "endpoint-more": "{first}, and {count} more change",
  "proxy-stale": "kube-proxy on {node} no longer hears of changes. Its rules stay as they are.",
  "proxy-resumed": "kube-proxy on {node} hears of changes again, and syncs at once.",
  "rules-synced":
    "kube-proxy on {node} changes its rules {seconds} s after the change: {added} added, {removed} removed.",
  "rules-synced-others":
    "kube-proxy on {node}, and likewise on {others}, changes its rules {seconds} s after the change: {added} added, {removed} removed.",
  "rules-synced-same":
    "kube-proxy on {node} syncs, {seconds} s after the change. Its rules stay the same.",
  "kubelet-warned": "The kubelet on {node} warns of {object}, {reason}: {message}",
  "records-changed": "The change reaches {pods} after {seconds} s: {record}.",
  "records-changed-more":
    "The change reaches {pods} after {seconds} s: {record}. Other names that change: {count}.",
  "record-now": "{name} {type} has {data} now",
  "record-gone": "{name} {type} no longer has {data}",
  "record-instead": "{name} {type} has {data} now in place of {old}",
} as const;

/** The sentences about changing clusters of a language. */
export type ClusterCaptionTexts = Readonly<Record<keyof typeof en, string>>;
