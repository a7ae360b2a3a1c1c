/** Mistakes in what Services, slices and kube-proxy's settings say. */
export const serviceDiagnosticsEn: Readonly<Record<string, string>> = {
  "external-name-missing": "The Service `{service}` of type ExternalName needs an `external-name`.",
  "external-name-with-selector":
    "`{service}` is an ExternalName: DNS answers with a name, and pods that it selects play no part.",
  "part-of-other-type": "`{word}` means nothing for `{service}`, a Service of type {type}.",
  "headless-of-type": "A Service of type {type} cannot be headless, as `{service}` is.",
  "external-policy-without-use":
    "Nothing outside leads to `{service}`, so it can have no external policy.",
  "affinity-outside": "A client can be remembered from 1s to 24h, not `{text}`.",
  "node-port-outside": "The node port {port} of `{service}` is not one from {min} to {max}.",
  "node-port-without-use": "`{service}` is of type {type} and has no node port {port}.",
  "duplicate-node-port": "The node port {port} already belongs to `{owner}`.",
  "host-port-taken":
    "The pod {pod} asks for port {port} of `{node}`, which {owner} has: the scheduler would leave it pending.",
  "host-port-differs":
    "The pod {pod} is in the host's network, where port {port} must be the container's own.",
  "host-port-of-kubenet":
    "With kubenet the kubelet leads port {port} to the pod {pod}; its rules are not imitated, so nothing does here.",
  "health-port-without-need":
    "`{service}` has no health checks: only a LoadBalancer with `external-policy local` needs port {port}.",
  "slice-without-service":
    "The slice `{slice}` is for `{service}`, and the namespace `{namespace}` has no such Service.",
  "endpoints-of-selector":
    "`{service}` selects pods: the Endpoints controller would write over these addresses. Leave out `select`.",
  "endpoint-on-unknown-node": "This endpoint is on `{name}`, and there is no such node.",
  "endpoint-of-other-family":
    "The endpoint {address} is not an {family} address, as all of the slice `{slice}` are.",
  "unknown-kubernetes-version": "Version {text} of Kubernetes is not imitated.",
  "mode-not-in-version":
    "kube-proxy of version {version} has no {mode} mode (only {versions} has); this cluster has iptables mode.",
  "version-not-imitated":
    "The rules of {mode} mode are imitated for {versions}; this cluster has those of {instead}, not of {version}.",
  "proxy-part-without-use": "`{word}` does nothing in {mode} mode; it belongs to {modes}.",
  "distribution-too-new":
    "`{text}` of `{service}` is there since {since}, so in version {version} it does nothing.",
};
