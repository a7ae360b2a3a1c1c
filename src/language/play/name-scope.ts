import { parseAddress } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Actor } from "../../cluster/actor.js";
import { hasResolver } from "./has-resolver.js";
import type { Word } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import type { PlayContext } from "./context.js";
import { findServiceMistake } from "./service-host.js";

/** What the line after a request says of it. */
export interface RequestHint {
  /** Whether the author expects that the name does not exist. */
  readonly expectsNxdomain: boolean;
}

/** Where a name is looked up, and what is expected of it. */
export interface NameScope {
  /** The Kubernetes namespace of a pod that asks. */
  readonly namespace: string;
  readonly client: Actor;
  readonly context: PlayContext;
  readonly hint: RequestHint;
}

/** Whether a host is an address or a name that can be meant; reports where it cannot. */
export function isReachableName(host: string, word: Word, scope: NameScope): boolean {
  const { report, cluster } = scope.context;
  if (parseAddress(host) !== null) return true;
  const start = word.span.start + (word.quoted ? 1 : 0) + Math.max(0, word.text.indexOf(host));
  const span = { ...word.span, start, end: start + host.length };
  if (/^[\d.]+$/.test(host) || host.includes(":")) {
    report(errorAt(span, "bad-address", { text: host }));
    return false;
  }
  if (!/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$/i.test(host)) {
    report(errorAt(span, "bad-domain-name", { text: host }));
    return false;
  }
  if (scope.client.kind !== "pod") return isKnownHost(host, span, scope);
  const mistake = findServiceMistake(host, scope.namespace, cluster, span);
  if (mistake === null || scope.hint.expectsNxdomain) return true;
  report(mistake);
  return false;
}

/** Whether a name is in the hosts file of a machine that is no pod, or may be known to the DNS server that a node asks. */
function isKnownHost(host: string, span: Word["span"], { client, context }: NameScope): boolean {
  const { topology, cluster, report } = context;
  const names = [...topology.hosts, ...cluster.nodes].map(({ name }) => name);
  if (host === "localhost" || names.includes(host)) return true;
  if (hasResolver({ client, context }) && host.includes(".")) return true;
  report(errorAt(span, "unknown-host", { name: host, ...nearParameters(host, names) }));
  return false;
}

/** Warns where a name that is looked up as it is lies in the cluster's domain but is no Service's. */
export function warnOfMistake(name: string, word: Word, scope: NameScope): void {
  const { report, cluster } = scope.context;
  if (scope.hint.expectsNxdomain) return;
  if (!name.replace(/\.$/, "").endsWith(`.svc.${cluster.settings.domain}`)) return;
  const mistake = findServiceMistake(name, scope.namespace, cluster, word.span);
  if (mistake !== null) report(warningAt(mistake.span, mistake.code, mistake.parameters));
}
