import { podKey } from "../../cluster/pod.js";
import type { Pod, PodCrash } from "../../cluster/pod.js";
import type { Cluster } from "../../cluster/cluster.js";
import { withReadyPod } from "../../cluster/control/pod-life.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import { runsDnsProgram } from "../set-up/dns-program.js";
import { planPod } from "../set-up/server-plan.js";
import { startServer } from "../start-server.js";
import type { Crash } from "./crash.js";
import { endProcesses } from "./end-processes.js";
import { notePod } from "./follow-pods.js";
import type { Follow } from "./follow-pods.js";
import type { Exit } from "./live-cluster.js";
import type { LivePlace } from "./live-place.js";
import { CLUSTER_TIMES, CONTAINER_TIMES } from "./nominal-cluster.js";

// The kubelet starts a container again at once, then after 10 s, and doubles that (kubernetes pkg/kubelet v1.36:
// MaxContainerBackOff, containerBackOffPeriod; pkg/kubelet/kuberuntime: doBackOff).
const FIRST_BACK_OFF = 10;
const MOST_BACK_OFF = 300;

/** How long the kubelet waits, from a container's exit on, before it starts it for the nth time again, in seconds. */
export function backOffSeconds(restart: number): number {
  return restart <= 1 ? 0 : Math.min(FIRST_BACK_OFF * 2 ** (restart - 2), MOST_BACK_OFF);
}

/** The programs of a pod exit with an error, and its kubelet does what it does then. */
export function crashPod(place: LivePlace, key: string, crash: Crash, follow: Follow): void {
  const { world, live } = place;
  const pod = podOf(place, key);
  if (pod?.phase !== "running") return;
  const before = live.exited.get(key);
  if (before !== undefined) {
    // What has exited does not exit again before it is started.
    if (crash.lasts) before.crash = crash;
    return;
  }
  const exit: Exit = { at: world.scheduler.now(), crash };
  live.exited.set(key, exit);
  const restarts = pod.crash?.restarts ?? 0;
  const log = crash.log?.(pod);
  endProcesses(place, pod);
  for (const program of place.dns) program.forget(pod);
  live.dns.delete(key);
  live.hung.delete(key);
  notePod(place, pod, "exited", log === undefined ? {} : { log });
  const seconds = backOffSeconds(restarts + 1);
  world.scheduler.timer(CONTAINER_TIMES.exitNoticed, () => {
    if (live.exited.get(key) !== exit || podOf(place, key)?.phase !== "running") return;
    const waiting = seconds === 0 ? "Error" : "CrashLoopBackOff";
    follow(withCrash(live.now, key, { restarts, exitedAt: exit.at, waiting }));
    if (seconds > 0) notePod(place, podOf(place, key) ?? pod, "waiting", { seconds });
    const left = Math.max(0, exit.at + seconds * 1_000_000 - world.scheduler.now());
    world.scheduler.timer(left, () => {
      restart(place, key, { exit, restarts: restarts + 1 }, follow);
    });
  });
}

interface Restart {
  readonly exit: Exit;
  readonly restarts: number;
}

function restart(place: LivePlace, key: string, { exit, restarts }: Restart, follow: Follow): void {
  const { world, live, random, dns } = place;
  if (live.exited.get(key) !== exit || podOf(place, key)?.phase !== "running") return;
  const { at: exitedAt, crash } = exit;
  live.exited.delete(key);
  follow(withCrash(live.now, key, { restarts, exitedAt, waiting: null }));
  const pod = podOf(place, key);
  if (pod === undefined) return;
  notePod(place, pod, "restarted");
  for (const server of planPod(pod, dns))
    startServer(world, server, random.fork(`restart/${restarts}`));
  if (crash.lasts) {
    world.scheduler.timer(CONTAINER_TIMES.exitAgain, () => {
      crashPod(place, key, crash, follow);
    });
    return;
  }
  world.scheduler.timer(CLUSTER_TIMES.readiness, () => {
    const now = podOf(place, key);
    // Who has exited or hangs meanwhile answers no probe.
    const isWell = now?.crash?.restarts === restarts && now.crash.waiting === null;
    if (!isWell || now.phase !== "running" || live.failing.has(key) || live.hung.has(key)) return;
    follow(withReadyPod(live.now, key, true));
  });
}

/** The programs of a pod hang: its readiness probe fails as often as it may, and then it is not ready. */
export function hangPod(place: LivePlace, key: string, follow: Follow): void {
  const { world, live } = place;
  const pod = podOf(place, key);
  if (pod?.phase !== "running" || live.exited.has(key) || live.hung.has(key)) return;
  stopServers(place, pod);
  notePod(place, pod, "hung");
  const since = world.scheduler.now();
  live.hung.set(key, since);
  const whileHung = (act: () => void) => (): void => {
    if (live.hung.get(key) === since && podOf(place, key)?.phase === "running") act();
  };
  world.scheduler.timer(
    CONTAINER_TIMES.readinessFailed,
    whileHung(() => {
      if (podOf(place, key)?.ready === true) follow(withReadyPod(live.now, key, false));
    }),
  );
  // Only CoreDNS is known to have a liveness probe, where its Corefile has the plugin health.
  const isProbed = place.dns.some(
    ({ name, http }) => runsDnsProgram(pod, name) && http.some(({ plugin }) => plugin === "health"),
  );
  if (!isProbed) return;
  world.scheduler.timer(
    CONTAINER_TIMES.livenessFailed + pod.graceSeconds * 1_000_000,
    whileHung(() => {
      crashPod(place, key, { lasts: false, log: null }, follow);
    }),
  );
}

function stopServers({ world }: LivePlace, pod: Pod): void {
  const ports = new Set(pod.containers.flatMap(({ servers }) => servers.map(({ port }) => port)));
  for (const { port, life } of world.servers.get(namespaceOfPod(pod)) ?? [])
    if (!pod.hostNetwork || ports.has(port)) life.held ??= [];
}

function podOf({ live }: LivePlace, key: string): Pod | undefined {
  return live.now.pods.find((pod) => podKey(pod) === key);
}

function withCrash(cluster: Cluster, key: string, crash: PodCrash): Cluster {
  const pods = cluster.pods.map((pod) => (podKey(pod) === key ? { ...pod, crash } : pod));
  return withReadyPod({ ...cluster, pods }, key, false);
}
