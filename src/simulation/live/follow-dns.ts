import type { Cluster } from "../../cluster/cluster.js";
import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import { changedRecordsOf } from "../../dns/changed-records.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import { runsCoredns } from "../set-up/runs-coredns.js";
import { serialAt } from "./dns-view.js";
import type { LivePlace } from "./live-place.js";
import { dnsDelayOf } from "./nominal-cluster.js";

/** Every CoreDNS pod, which watches the API server, hears of a change in its own time. */
export function planDns(place: LivePlace): void {
  const { world, live } = place;
  const heard = live.now;
  const at = world.scheduler.now();
  const { dnsDelays } = heard.settings;
  for (const [index, pod] of heard.pods.filter(runsCoredns).entries()) {
    world.scheduler.timer(dnsDelayOf(dnsDelays, index), () => {
      hear(place, pod, heard, at);
    });
  }
}

/** How many names of changed records an event lists at most. */
const MOST_CHANGES = 50;

function hear(place: LivePlace, pod: Pod, heard: Cluster, at: number): void {
  const { world, live, dns } = place;
  const coredns = dns.find(({ name }) => name === "coredns");
  const view = live.dns.get(podKey(pod));
  // A pod that started after the change has listed it; one that is gone hears nothing.
  if (coredns === undefined || view === undefined || view.heardAt > at) return;
  if (!live.now.pods.some((one) => podKey(one) === podKey(pod))) return;
  const changes = changedRecordsOf(coredns.serverOf(pod), view.heard, heard);
  const now = world.scheduler.now();
  view.heard = heard;
  view.heardAt = at;
  if (changes.length === 0) return;
  view.serial = serialAt(now);
  world.recorder.emit(namespaceOfPod(pod), null, {
    kind: "records-changed",
    afterMicroseconds: now - at,
    serial: view.serial,
    changes: changes.slice(0, MOST_CHANGES),
    unlisted: Math.max(0, changes.length - MOST_CHANGES),
  });
}
