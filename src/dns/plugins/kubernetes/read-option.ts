import { fallthroughZones, readZones } from "../../corefile/block-key.js";
import { currentText } from "../../corefile/cursor.js";
import {
  noArguments,
  remainingArguments,
  singleArgument,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readDuration, readInteger } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { Draft } from "../../plugin.js";
import { parseSelector } from "./label-selector.js";
import type { KubernetesOptions } from "./options.js";

/** Reads the option at the cursor into the options. */
export function readOption(
  directive: Dispenser,
  options: Draft<KubernetesOptions>,
): Mistake | null {
  const name = currentText(directive);
  switch (name) {
    case "endpoint_pod_names":
      options.endpointPodNames = true;
      return noArguments(directive);
    case "noendpoints":
      options.endpoints = false;
      return noArguments(directive);
    case "zonal":
      options.zonal = true;
      return noArguments(directive);
    case "pods":
      return readPods(directive, options);
    case "ttl":
      return readTtl(directive, options);
    case "namespaces": {
      const words = remainingArguments(directive);
      options.namespaces = [...options.namespaces, ...words];
      return words.length === 0 ? wrongArguments(directive) : null;
    }
    case "labels":
    case "namespace_labels":
      return readLabels(directive, options);
    case "fallthrough": {
      const words = remainingArguments(directive);
      options.fallthrough = fallthroughZones(words);
      return null;
    }
    case "ignore": {
      const [what] = remainingArguments(directive);
      if (what === "empty_service") options.ignoreEmptyService = true;
      else if (what !== undefined) {
        return wrong(directive, `unable to parse ignore value: '${what}'`);
      }
      return null;
    }
    case "multicluster":
      options.multicluster = readZones(remainingArguments(directive));
      return null;
    default:
      return readConnection(directive, name);
  }
}

function readPods(directive: Dispenser, options: Draft<KubernetesOptions>): Mistake | null {
  const mode = singleArgument(directive);
  if (isMistake(mode)) return mode;
  if (mode !== "disabled" && mode !== "insecure" && mode !== "verified") {
    const reason = `wrong value for pods: ${mode},  must be one of: disabled, verified, insecure`;
    return wrong(directive, reason);
  }
  options.pods = mode;
  return null;
}

function readTtl(directive: Dispenser, options: Draft<KubernetesOptions>): Mistake | null {
  const [text] = remainingArguments(directive);
  if (text === undefined) return wrongArguments(directive);
  const ttl = readInteger(text);
  if (!ttl.ok) return wrong(directive, ttl.error);
  if (ttl.value < 0 || ttl.value > 3600) {
    return wrongHere(directive, `ttl must be in range [0, 3600]: ${ttl.value}`);
  }
  options.ttl = ttl.value;
  return null;
}

function readLabels(directive: Dispenser, options: Draft<KubernetesOptions>): Mistake | null {
  const isNamespaces = currentText(directive) === "namespace_labels";
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  const text = words.join(" ");
  const selector = parseSelector(text);
  if (selector === null) {
    const what = isNamespaces ? "namespace_label" : "label";
    const reason = `unable to parse requirement: ${quoteGo(text)}`;
    return wrong(directive, `unable to parse ${what} selector value: '${text}': ${reason}`);
  }
  if (isNamespaces) options.namespaceLabels = selector;
  else options.labels = selector;
  return null;
}

// How the API server is reached: checked, and then of no effect here.
function readConnection(directive: Dispenser, name: string): Mistake | null {
  const words = remainingArguments(directive);
  const [first = ""] = words;
  switch (name) {
    case "endpoint":
      return words.length === 0 ? wrongArguments(directive) : null;
    case "tls":
      return words.length === 3 ? null : wrongArguments(directive);
    case "kubeconfig":
      return words.length === 1 || words.length === 2 ? null : wrongArguments(directive);
    case "startup_timeout": {
      if (words.length === 0) return wrongArguments(directive);
      const duration = readDuration(first);
      if (duration.ok) return null;
      return wrong(directive, `failed to parse startup_timeout: ${first}, ${duration.error}`);
    }
    case "apiserver_qps":
    case "apiserver_burst":
    case "apiserver_max_inflight":
      if (words.length !== 1) return wrongArguments(directive);
      return checkLimit(directive, name, first);
    default:
      // The words were taken from the line, but CoreDNS names the option.
      return wrongHere(directive, `unknown property '${name}'`);
  }
}

function checkLimit(directive: Dispenser, name: string, text: string): Mistake | null {
  const isFraction = name === "apiserver_qps";
  const number = isFraction && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
  const value = number ?? readInteger(text);
  if (typeof value === "object" && !value.ok) {
    const error = isFraction
      ? `strconv.ParseFloat: parsing ${quoteGo(text)}: invalid syntax`
      : value.error;
    return wrongHere(directive, `invalid ${name} ${quoteGo(text)}: ${error}`);
  }
  const amount = typeof value === "object" ? value.value : value;
  return amount < 0 ? wrongHere(directive, `${name} must be >= 0`) : null;
}
