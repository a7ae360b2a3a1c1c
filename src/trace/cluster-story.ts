import type { Saying } from "./story.js";

/** A pod's story: that it is to come, is asked to end, has ended, fails its probe, exits or hangs; the rest its endpoints tell. */
export const podChanged: Saying<"pod-changed"> = ({ at, pod, change }) =>
  change === "started" || change === "ready"
    ? null
    : `${at} ${pod.kubernetesNamespace}/${pod.name} ${change}`;

/** A sync's story, where it changes something; of nodes that change the same at once, the first speaks for all. */
export const rulesSynced: Saying<"rules-synced"> = ({ at, family, added, removed }) =>
  added.length + removed.length === 0
    ? null
    : `${at} ${family} ${JSON.stringify([added, removed])}`;

/** A change of records; of CoreDNS pods that hear the same at once, the first speaks for all. */
export const recordsChanged: Saying<"records-changed"> = ({ at, changes }) =>
  `${at} ${JSON.stringify(changes)}`;
