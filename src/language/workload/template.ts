import type { Address } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Said } from "../../cluster/declaration.js";
import { DEFAULT_GRACE_SECONDS } from "../../cluster/pod.js";
import type { Container, DnsPolicy } from "../../cluster/pod.js";
import type { PodResolver } from "../../cluster/pod-resolver.js";
import { headSpanOf, keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readAddress, readEach } from "../value/address.js";
import { readChoice, readLabels, readName } from "../value/name.js";
import { readDuration } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readResolver } from "./resolver.js";
import { readContainers } from "./server.js";

/** What Deployments and pods say alike. */
export interface Template {
  readonly name: Said<string>;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly dnsPolicy: DnsPolicy;
  readonly resolver: PodResolver;
  readonly graceSeconds: number;
  readonly addresses: readonly Said<Address>[];
  readonly hostNetwork: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
}

const POLICIES: readonly DnsPolicy[] = [
  "ClusterFirst",
  "ClusterFirstWithHostNet",
  "Default",
  "None",
];

/** Reads the parts that Deployments and pods share. */
export function readTemplate(block: Statement, name: Said<string>, report: Report): Template {
  const parts = partsOf(block);
  let template: Template = {
    name,
    namespace: readNamespace(parts, report),
    labels: {},
    containers: readContainers(parts, name, report),
    dnsPolicy: "ClusterFirst",
    resolver: readResolver(parts, report),
    graceSeconds: DEFAULT_GRACE_SECONDS,
    addresses: [],
    hostNetwork: false,
  };
  for (const part of parts) {
    const words = readWords(part, report);
    switch (keywordOf(part)) {
      case "labels": {
        const labels = readLabels(words.list("KEY=VALUE"), report);
        template = { ...template, labels: { ...template.labels, ...labels } };
        break;
      }
      case "dns": {
        const word = words.take(POLICIES.join(", "));
        const policy = word && readChoice(word, POLICIES, report);
        if (policy === "None") checkNone(part, template.resolver, report);
        if (policy !== null) template = { ...template, dnsPolicy: policy };
        words.end();
        break;
      }
      case "grace": {
        const word = words.take("DURATION");
        const microseconds = word && readDuration(word, report);
        words.end();
        if (microseconds !== null)
          template = { ...template, graceSeconds: Math.round(microseconds / 1e6) };
        break;
      }
      case "hostname":
      case "subdomain": {
        const word = words.take("NAME");
        const said = word && readName(word, report);
        words.end();
        if (said !== null) template = { ...template, [keywordOf(part)]: said.value };
        break;
      }
      case "host-network":
        template = { ...template, hostNetwork: isOn(words) };
        break;
      case "address":
      case "addresses":
        template = { ...template, addresses: readEach(words.list("ADDRESS"), readAddress, report) };
        break;
    }
  }
  return template.hostNetwork ? withoutAddresses(template, report) : template;
}

// kubernetes pkg/apis/core/validation v1.36: validatePodDNSConfig.
function checkNone(part: Statement, { dnsConfig }: PodResolver, report: Report): void {
  if (dnsConfig === null || dnsConfig.nameservers.length === 0)
    report(errorAt(headSpanOf(part), "dns-none-without-server"));
}

function withoutAddresses(template: Template, report: Report): Template {
  const { name, addresses } = template;
  for (const { span } of addresses.slice(0, 1))
    report(errorAt(span, "address-on-host-network", { pod: name.value }));
  return { ...template, addresses: [] };
}

/** Whether a part that switches something on does: `host-network`, `host-network true`. */
function isOn(words: WordReader): boolean {
  const word = words.peek();
  if (word === null) return true;
  words.take("true, false");
  words.end();
  return readChoice(word, ["true", "false"], words.report) !== "false";
}

/** The namespace among the parts of an object; `default` where none is said. */
export function readNamespace(parts: readonly Statement[], report: Report): string {
  const part = parts.find((candidate) => keywordOf(candidate) === "namespace");
  if (part === undefined) return "default";
  const words = readWords(part, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  words.end();
  return name?.value ?? "default";
}
