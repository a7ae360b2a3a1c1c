import {
  keepFirstWord,
  policyOfForward,
  protocolOfForward,
  remove,
  removeHttpsGoogle,
} from "./action.js";
import type { OptionAction } from "./action.js";
import type { Severity } from "./notice.js";

/** How a plugin or an option stands from a release on. */
export interface Era {
  readonly since: string;
  /** False where the tool knows it no longer. */
  readonly known: boolean;
  readonly status: Exclude<Severity, "unsupported"> | null;
}

/** How an option stands from a release on, and what becomes of it when it is migrated. */
export interface OptionEra extends Era {
  readonly action: OptionAction | null;
  /** The words of the line that a migration adds, where it is a new default. */
  readonly added: readonly string[];
}

/** How a plugin stands from a release on. */
export interface PluginEra extends Era {
  /** The plugin that takes its place; it takes its name when it is migrated. */
  readonly replacedBy: string | null;
  /** Where it is a new default: it is added to blocks with one of these plugins. */
  readonly addedBeside: readonly string[];
}

/** What the tool knows of a plugin. */
export interface PluginHistory {
  readonly eras: readonly PluginEra[];
  readonly options: Readonly<Record<string, readonly OptionEra[]>>;
  /** Options that have no fixed name. */
  readonly patterns: readonly RegExp[];
}

const FIRST = "1.1.4";

/**
 * Each plugin that the tool knows and how it and its options came and went
 * (coredns/corefile-migration migration/versions.go and plugins.go, March 2026).
 */
export const HISTORY: Readonly<Record<string, PluginHistory>> = {
  errors: plugin([known(FIRST)], {
    consolidate: [option("1.2.6")],
    stacktrace: [option("1.9.3")],
  }),
  log: plugin([known(FIRST)], { class: [option(FIRST)] }),
  health: plugin([known(FIRST)], {
    lameduck: [option(FIRST), { ...option("1.6.5", "newdefault"), added: ["5s"] }, option("1.6.6")],
  }),
  ready: plugin(
    [{ ...known("1.5.0", "newdefault"), addedBeside: ["kubernetes"] }, known("1.5.1")],
    {},
  ),
  autopath: plugin([known(FIRST)], {}),
  kubernetes: plugin([known(FIRST)], {
    resyncperiod: [
      option(FIRST),
      option("1.5.0", "deprecated", remove),
      option("1.6.0", "ignored", remove),
      option("1.7.0", "removed", remove),
      gone("1.8.0"),
    ],
    endpoint: [
      option(FIRST),
      option("1.3.1", "deprecated", keepFirstWord),
      option("1.4.0", "ignored", keepFirstWord),
    ],
    tls: [option(FIRST)],
    kubeconfig: [option("1.2.3")],
    namespaces: [option(FIRST)],
    labels: [option(FIRST)],
    pods: [option(FIRST)],
    endpoint_pod_names: [option(FIRST)],
    upstream: [
      option(FIRST),
      option("1.4.0", "deprecated", remove),
      option("1.5.0", "ignored", remove),
      option("1.7.0", "removed", remove),
      gone("1.8.0"),
    ],
    ttl: [option(FIRST)],
    noendpoints: [option(FIRST)],
    transfer: [option(FIRST), option("1.8.0", "removed", remove), gone("1.8.3")],
    fallthrough: [option(FIRST)],
    ignore: [option(FIRST)],
  }),
  k8s_external: plugin([known("1.3.0")], {
    apex: [option("1.3.0")],
    ttl: [option("1.3.0")],
    fallthrough: [option("1.11.0")],
  }),
  prometheus: plugin([known(FIRST)], {}),
  proxy: plugin(
    [
      known(FIRST),
      { ...known("1.4.0", "deprecated"), replacedBy: "forward" },
      { ...known("1.5.0", "removed"), replacedBy: "forward" },
      gone("1.5.1"),
    ],
    {
      policy: [option(FIRST), option("1.4.0", null, policyOfForward)],
      fail_timeout: [option(FIRST), option("1.4.0", null, remove)],
      max_fails: [option(FIRST), option("1.4.0", null, remove)],
      health_check: [option(FIRST), option("1.4.0", null, remove)],
      except: [option(FIRST)],
      spray: [option(FIRST), option("1.4.0", null, remove)],
      protocol: [
        option(FIRST, "ignored", removeHttpsGoogle),
        option("1.2.0", "removed", removeHttpsGoogle),
        option("1.4.0", null, protocolOfForward),
      ],
    },
  ),
  forward: plugin([known(FIRST)], {
    except: [option(FIRST)],
    force_tcp: [option(FIRST)],
    prefer_udp: [option("1.2.0")],
    expire: [option(FIRST)],
    max_fails: [option(FIRST)],
    tls: [option(FIRST)],
    tls_servername: [option(FIRST)],
    policy: [option(FIRST)],
    health_check: [option(FIRST)],
    max_concurrent: [
      option("1.6.9"),
      { ...option("1.7.0", "newdefault"), added: ["1000"] },
      option("1.7.1"),
    ],
    next: [option("1.11.4")],
    fail_fast: [option("1.11.4"), gone("1.12.0")],
    failfast_all_unhealthy_upstreams: [option("1.12.0")],
  }),
  cache: plugin([known(FIRST)], {
    success: [option(FIRST)],
    denial: [option(FIRST)],
    prefetch: [option(FIRST)],
    serve_stale: [option("1.6.6"), gone("1.7.0"), option("1.9.4")],
    disable: [option("1.9.4")],
    servfail: [option("1.9.4")],
    keepttl: [option("1.10.1")],
  }),
  loop: plugin(
    [{ ...known("1.2.1", "newdefault"), addedBeside: ["forward", "proxy"] }, known("1.2.2")],
    {},
  ),
  reload: plugin([known(FIRST)], {}),
  loadbalance: plugin([known(FIRST)], {}),
  hosts: {
    ...plugin([known(FIRST)], {
      ttl: [option(FIRST)],
      no_reverse: [option(FIRST)],
      reload: [option(FIRST)],
      fallthrough: [option(FIRST)],
    }),
    patterns: [
      /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/,
      /[0-9A-Fa-f]{1,4}:[:0-9A-Fa-f]+:[0-9A-Fa-f]{1,4}/,
    ],
  },
  rewrite: plugin([known(FIRST)], {
    type: [option(FIRST)],
    class: [option(FIRST)],
    name: [option(FIRST)],
    "answer name": [option(FIRST)],
    edns0: [option(FIRST)],
    ttl: [option("1.2.3")],
    cname_target: [option("1.11.0")],
  }),
  transfer: plugin([known("1.8.0")], { to: [option("1.8.0")] }),
};

function plugin(
  eras: readonly PluginEra[],
  options: Readonly<Record<string, readonly OptionEra[]>>,
): PluginHistory {
  return { eras, options, patterns: [] };
}

function known(since: string, status: Era["status"] = null): PluginEra & OptionEra {
  return {
    since,
    known: true,
    status,
    replacedBy: null,
    addedBeside: [],
    action: null,
    added: [],
  };
}

function option(
  since: string,
  status: Era["status"] = null,
  action: OptionAction | null = null,
): OptionEra {
  return { ...known(since, status), action };
}

function gone(since: string): PluginEra & OptionEra {
  return { ...known(since), known: false };
}
