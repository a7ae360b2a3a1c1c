import type { Setup } from "./plugin.js";
import { setupAcl } from "./plugins/acl/setup.js";
import { setupAny } from "./plugins/any/setup.js";
import { setupAuto } from "./plugins/auto/setup.js";
import { setupAutopath } from "./plugins/autopath/setup.js";
import { setupBind } from "./plugins/bind/setup.js";
import { setupBufsize } from "./plugins/bufsize/setup.js";
import { setupCache } from "./plugins/cache/setup.js";
import { setupCancel } from "./plugins/cancel/setup.js";
import { setupChaos } from "./plugins/chaos/setup.js";
import { setupDebug } from "./plugins/debug/setup.js";
import { setupDns64 } from "./plugins/dns64/setup.js";
import { setupDnssec } from "./plugins/dnssec/setup.js";
import { setupDnstap } from "./plugins/dnstap/setup.js";
import { setupErratic } from "./plugins/erratic/setup.js";
import { setupErrors } from "./plugins/errors/setup.js";
import { setupEtcd } from "./plugins/etcd/setup.js";
import { setupFile } from "./plugins/file/setup.js";
import { setupForward } from "./plugins/forward/setup.js";
import { setupGrpc } from "./plugins/grpc/setup.js";
import { setupGrpcServer } from "./plugins/grpc_server/setup.js";
import { setupHeader } from "./plugins/header/setup.js";
import { setupHealth } from "./plugins/health/setup.js";
import { setupHosts } from "./plugins/hosts/setup.js";
import { setupHttps } from "./plugins/https/setup.js";
import { setupHttps3 } from "./plugins/https3/setup.js";
import { setupExternal } from "./plugins/k8s_external/setup.js";
import { setupKubernetes } from "./plugins/kubernetes/setup.js";
import { setupLoadbalance } from "./plugins/loadbalance/setup.js";
import { setupLocal } from "./plugins/local/setup.js";
import { setupLog } from "./plugins/log/setup.js";
import { setupLoop } from "./plugins/loop/setup.js";
import { setupMetadata } from "./plugins/metadata/setup.js";
import { setupMinimal } from "./plugins/minimal/setup.js";
import { setupMultisocket } from "./plugins/multisocket/setup.js";
import { setupNsid } from "./plugins/nsid/setup.js";
import { setupOn } from "./plugins/on/setup.js";
import { setupPprof } from "./plugins/pprof/setup.js";
import { setupPrometheus } from "./plugins/prometheus/setup.js";
import { setupProxyproto } from "./plugins/proxyproto/setup.js";
import { setupQuic } from "./plugins/quic/setup.js";
import { setupReady } from "./plugins/ready/setup.js";
import { setupReload } from "./plugins/reload/setup.js";
import { setupRewrite } from "./plugins/rewrite/setup.js";
import { setupRoot } from "./plugins/root/setup.js";
import { setupSecondary } from "./plugins/secondary/setup.js";
import { setupShed } from "./plugins/shed/setup.js";
import { setupSign } from "./plugins/sign/setup.js";
import { setupTemplate } from "./plugins/template/setup.js";
import { setupTimeouts } from "./plugins/timeouts/setup.js";
import { setupTls } from "./plugins/tls/setup.js";
import { setupTrace } from "./plugins/trace/setup.js";
import { setupTransfer } from "./plugins/transfer/setup.js";
import { setupTsig } from "./plugins/tsig/setup.js";
import { setupView } from "./plugins/view/setup.js";
import { setupWhoami } from "./plugins/whoami/setup.js";

/** A plugin's place in the order: how it is set up, or what it would be if it were built. */
export type Place = Setup | "unbuilt handler";

/** Every plugin of CoreDNS in the order of its chain, whatever the order in a Corefile (coredns plugin.cfg, 1.14.7). */
export const ORDER: readonly (readonly [name: string, place: Place])[] = [
  ["root", setupRoot],
  ["metadata", setupMetadata],
  ["geoip", "unbuilt handler"],
  ["cancel", setupCancel],
  ["proxyproto", setupProxyproto],
  ["quic", setupQuic],
  ["grpc_server", setupGrpcServer],
  ["https", setupHttps],
  ["https3", setupHttps3],
  ["timeouts", setupTimeouts],
  ["multisocket", setupMultisocket],
  ["reload", setupReload],
  ["nsid", setupNsid],
  ["bufsize", setupBufsize],
  ["bind", setupBind],
  ["debug", setupDebug],
  ["trace", setupTrace],
  ["ready", setupReady],
  ["health", setupHealth],
  ["pprof", setupPprof],
  ["shed", setupShed],
  ["prometheus", setupPrometheus],
  ["errors", setupErrors],
  ["log", setupLog],
  ["dnstap", setupDnstap],
  ["local", setupLocal],
  ["dns64", setupDns64],
  ["any", setupAny],
  ["chaos", setupChaos],
  ["loadbalance", setupLoadbalance],
  ["tsig", setupTsig],
  ["rewrite", setupRewrite],
  ["autopath", setupAutopath],
  ["acl", setupAcl],
  ["cache", setupCache],
  ["header", setupHeader],
  ["dnssec", setupDnssec],
  ["tls", setupTls],
  ["minimal", setupMinimal],
  ["template", setupTemplate],
  ["transfer", setupTransfer],
  ["hosts", setupHosts],
  ["route53", "unbuilt handler"],
  ["azure", "unbuilt handler"],
  ["clouddns", "unbuilt handler"],
  ["k8s_external", setupExternal],
  ["kubernetes", setupKubernetes],
  ["file", setupFile],
  ["auto", setupAuto],
  ["secondary", setupSecondary],
  ["etcd", setupEtcd],
  ["loop", setupLoop],
  ["forward", setupForward],
  ["grpc", setupGrpc],
  ["erratic", setupErratic],
  ["whoami", setupWhoami],
  ["on", setupOn],
  ["sign", setupSign],
  ["view", setupView],
  ["nomad", "unbuilt handler"],
];

/** The names that a directive may have. */
export const PLUGIN_NAMES: ReadonlySet<string> = new Set(ORDER.map(([name]) => name));
