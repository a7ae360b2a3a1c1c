import { declined, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";
import { get } from "./get.js";
import { readWords } from "./read-words.js";
import { isVerb, unknownVerb, verbOf } from "./verbs.js";

/**
 * `kubectl` 1.36 with a kubeconfig for the scenario's cluster, on any host: it shows what the API server holds at the
 * moment. Refusals are in kubectl's own words.
 */
export const kubectl: Tool = {
  name: "kubectl",
  forms: [
    "kubectl get TYPE[,TYPE…] [NAME…] [-n NAMESPACE|-A] [-l SELECTOR] [-o wide] [--show-labels] [--no-headers]",
    "kubectl get TYPE[,TYPE…] [NAME…] [-n NAMESPACE|-A] [-l SELECTOR] -o yaml|json|name",
    "kubectl get TYPE/NAME…",
    "TYPE: svc, endpointslices, pods, nodes, endpoints",
  ],
  isSameEverywhere: true,
  examples: ({ header }) => (header.objects === undefined ? [] : EXAMPLES),
  run(words, moment) {
    if (moment.header.wiredOf !== undefined) return declined("objects-unlisted");
    const verb = verbOf(words);
    if (verb === null || (verb !== "get" && isVerb(verb))) return usage(words.join(" "));
    if (verb !== "get") return refused(unknownVerb(verb), 1);
    return getWith(words, moment);
  },
};

const EXAMPLES: readonly string[] = [
  "kubectl get svc -o wide",
  "kubectl get endpointslices",
  "kubectl get pods -o wide",
  "kubectl get nodes -o wide",
  "kubectl get endpoints",
  "kubectl get svc,endpointslices,pods -A",
  "kubectl get svc --show-labels",
  "kubectl get svc -o yaml",
  "kubectl get pods -n kube-system",
];

function getWith(given: readonly string[], moment: HostMoment): Answer {
  const read = readWords(given);
  switch (read.kind) {
    case "other":
      return usage(read.word);
    case "wrong":
      return refused(`error: ${read.reason}\nSee 'kubectl get --help' for usage.\n`, 1);
    case "words": {
      const { words, flags } = read;
      return get({ words: words.slice(1), flags }, moment, usage);
    }
  }
}

function usage(word: string): Answer {
  return usageOf(kubectl, word);
}
