import type { Cluster } from "../../cluster/cluster.js";
import { runsCoredns } from "../set-up/runs-coredns.js";

/** The nominal times of a cluster's programs, in microseconds: chosen, never measured, and named in the header of a trace that needs them. */
export const CLUSTER_TIMES = {
  /** From a new pod to its network: the scheduler, the kubelet, the runtime. */
  podStart: 1_000_000,
  /** From running containers to the first success of the readiness probe. */
  readiness: 1_000_000,
  /** From the end of a pod's last container to the end of its network. */
  podStop: 100_000,
  /** From a change of pods or Services to the EndpointSlices that follow. */
  endpointSlices: 100_000,
  /** From a change to CoreDNS, which watches the API server; unless the scenario says another. */
  dnsWatch: 50_000,
} as const;

/** Those of containers that exit or hang: of the kubelet, and of the probes that kubeadm gives to CoreDNS. */
export const CONTAINER_TIMES = {
  /** From a container's exit to its kubelet, which lists them (kubernetes pkg/kubelet v1.36: genericPlegRelistPeriod). */
  exitNoticed: 1_000_000,
  /** From a start to an exit for the same reason. */
  exitAgain: 100_000,
  /** Until a readiness probe has failed three times, one every 10 s. */
  readinessFailed: 30_000_000,
  /** Until a liveness probe has failed five times; the container is then asked to end. */
  livenessFailed: 50_000_000,
} as const;

/** The shortest time between two syncs of kube-proxy (`minSyncPeriod`; pkg/proxy/apis/config/v1alpha1/defaults.go v1.36). */
export const MIN_SYNC_PERIOD = {
  iptables: 1_000_000,
  nftables: 1_000_000,
  ipvs: 0,
  userspace: 0,
} as const;

/** The times of a cluster as a header names them: CoreDNS pods that hear of changes later than the first one by their names. */
export function clusterTimes({ pods, settings }: Cluster): Readonly<Record<string, number>> {
  const first = dnsDelayOf(settings.dnsDelays, 0);
  const others = pods.filter(runsCoredns).flatMap(({ name }, index) => {
    const delay = dnsDelayOf(settings.dnsDelays, index);
    return delay === first ? [] : [[`dnsWatch ${name}`, delay] as const];
  });
  return { ...CLUSTER_TIMES, dnsWatch: first, ...Object.fromEntries(others) };
}

/** From a change to a CoreDNS pod that hears of it, by its place among them, in microseconds. */
export function dnsDelayOf(said: readonly number[] | undefined, index: number): number {
  return said?.[index] ?? said?.at(-1) ?? CLUSTER_TIMES.dnsWatch;
}
