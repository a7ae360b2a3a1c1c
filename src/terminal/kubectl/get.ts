import { refused } from "../answer.js";
import type { Answer } from "../answer.js";
import type { HostMoment } from "../moment.js";
import { byText } from "./by-text.js";
import { printTables } from "./print-tables.js";
import { isObjectFormat, printObjects } from "./print-objects.js";
import type { KubectlWords } from "./read-words.js";
import { readRequests } from "./requests.js";
import type { Request } from "./requests.js";
import { resourceName } from "./resource.js";
import type { Entry, Found, Resource } from "./resource.js";
import { readSelector } from "./selector.js";
import type { Selects } from "./selector.js";

/** What a command asks for. */
interface Query {
  readonly namespace: string;
  readonly allNamespaces: boolean;
  readonly selects: Selects;
}

const OTHER_FORMATS: ReadonlySet<string> = new Set(
  `custom-columns custom-columns-file go-template go-template-file jsonpath jsonpath-as-json jsonpath-file kyaml
  template templatefile`.split(/\s+/),
);
const ALLOWED_FORMATS = [...OTHER_FORMATS, "json", "name", "wide", "yaml"].sort(byText).join(",");

/** `kubectl get` (k8s.io/kubectl pkg/cmd/get/get.go v1.36); `usage` answers what is not imitated. */
export function get(
  { words, flags }: Omit<KubectlWords, "kind">,
  moment: HostMoment,
  usage: (word: string) => Answer,
): Answer {
  const isSet = (name: string): boolean => flags.get(name) === "true";
  const format = flags.get("output") ?? "";
  if (words.length === 0) return refused(NOTHING_NAMED, 1);
  if (isSet("show-labels") && !["", "wide"].includes(format))
    return wrong(`--show-labels option cannot be used with ${format} printer`);
  if (moment.header.objects === undefined) return refused(NO_SERVER, 1);
  const selector = flags.get("selector") ?? "";
  const selects = readSelector(selector);
  if (selects === null) return usage(`-l ${selector}`);
  const allNamespaces = isSet("all-namespaces");
  const read = readRequests(words, { hasSelector: selector.trim() !== "", allNamespaces });
  if (read.kind === "other") return usage(`get ${read.word}`);
  if (read.kind === "wrong") return wrong(read.reason);
  if (OTHER_FORMATS.has(format.split("=")[0] ?? "")) return usage(`-o ${format}`);
  if (!["", "wide"].includes(format) && !isObjectFormat(format))
    return wrong(
      `unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: ${ALLOWED_FORMATS}`,
    );
  const namespace = flags.get("namespace") ?? "";
  const query = { namespace: namespace === "" ? "default" : namespace, allNamespaces, selects };
  const { found, errors, warnings } = answered(read.requests, moment, query);
  const options = { ...query, wide: format === "wide", showLabels: isSet("show-labels") };
  const isOne = read.requests.length === 1 && read.requests[0]?.name !== null;
  const { output, note } = isObjectFormat(format)
    ? { output: printObjects(found, format, isOne), note: "" }
    : printTables(found, { ...options, headers: !isSet("no-headers") });
  const error = [...warnings, ...errors, errors.length === 0 ? note : ""].join("");
  return { kind: "printed", output, error, status: errors.length === 0 ? 0 : 1 };
}

const NO_SERVER =
  "The connection to the server localhost:8080 was refused - did you specify the right host or port?\n";
const NOTHING_NAMED = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples
`;

function wrong(reason: string): Answer {
  return refused(`error: ${reason}\n`, 1);
}

function answered(
  requests: readonly Request[],
  moment: HostMoment,
  query: Query,
): {
  readonly found: readonly Found[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
} {
  const found: Found[] = [];
  const errors: string[] = [];
  const warnings = new Set<string>();
  for (const { resource, name } of requests) {
    const warning = resource.warning?.(moment) ?? null;
    if (warning !== null) warnings.add(`Warning: ${warning}\n`);
    const listed = listedOf(resource, moment, query);
    if (name === null) {
      found.push({ resource, entries: listed });
      continue;
    }
    const entries = listed.filter((entry) => entry.name === name);
    if (entries.length > 0) found.push({ resource, entries });
    else
      errors.push(
        `Error from server (NotFound): ${resourceName(resource)} ${JSON.stringify(name)} not found\n`,
      );
  }
  return { found, errors, warnings: [...warnings] };
}

// The API server lists objects in the order of their keys.
function listedOf(
  resource: Resource,
  moment: HostMoment,
  { namespace, allNamespaces, selects }: Query,
): readonly Entry[] {
  return resource
    .entries(moment)
    .filter((one) => allNamespaces || one.namespace === null || one.namespace === namespace)
    .filter(({ labels }) => selects(labels))
    .sort((a, b) => byText(keyOf(a), keyOf(b)));
}

function keyOf({ namespace, name }: Entry): string {
  return namespace === null ? name : `${namespace}/${name}`;
}
