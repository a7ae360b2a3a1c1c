import { OTHER_RESOURCES, resourceNamed } from "./order.js";
import type { Resource } from "./resource.js";

/** One question to the API server: all of a resource, or an object by its name. */
export interface Request {
  readonly resource: Resource;
  readonly name: string | null;
}

/** The questions of a command, what kubectl says of words that are wrong, or a resource that is not imitated. */
export type Requests =
  | { readonly kind: "requests"; readonly requests: readonly Request[] }
  | { readonly kind: "wrong"; readonly reason: string }
  | { readonly kind: "other"; readonly word: string };

/** What narrows a command's question down. */
export interface Narrowing {
  readonly hasSelector: boolean;
  readonly allNamespaces: boolean;
}

/** Reads `TYPE[,TYPE…] [NAME…]` and `TYPE/NAME…` (k8s.io/cli-runtime pkg/resource/builder.go v1.36: ResourceTypeOrNameArgs). */
export function readRequests(words: readonly string[], narrowing: Narrowing): Requests {
  const slashes = words.filter((word) => word.includes("/")).length;
  if (slashes > 0 && slashes < words.length) return { kind: "wrong", reason: TYPE_BESIDE };
  return slashes > 0 ? ofPairs(words, narrowing) : ofTypes(words, narrowing);
}

const TYPE_BESIDE =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form " +
  "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";
const BY_NAME_EVERYWHERE = "a resource cannot be retrieved by name across all namespaces";

function ofPairs(words: readonly string[], { hasSelector, allNamespaces }: Narrowing): Requests {
  const requests: Request[] = [];
  for (const word of words) {
    const [type = "", name = "", ...more] = word.split("/");
    if (more.length > 0)
      return wrong("arguments in resource/name form may not have more than one slash");
    if (type === "" || name === "" || type.includes(","))
      return wrong("arguments in resource/name form must have a single resource and name");
    const found = resourcesNamed([type]);
    if (found.kind !== "resources") return found;
    requests.push(...found.resources.map((resource) => ({ resource, name })));
  }
  if (hasSelector)
    return wrong("selectors and the all flag cannot be used when passing resource/name arguments");
  return allNamespaces ? wrong(BY_NAME_EVERYWHERE) : { kind: "requests", requests };
}

function ofTypes(
  [types = "", ...names]: readonly string[],
  { hasSelector, allNamespaces }: Narrowing,
): Requests {
  if (hasSelector && names.length > 0)
    return wrong("name cannot be provided when a selector is specified");
  const found = resourcesNamed(types.split(","));
  if (found.kind !== "resources") return found;
  const { resources } = found;
  if (names.length === 0)
    return { kind: "requests", requests: resources.map((resource) => ({ resource, name: null })) };
  if (allNamespaces) return wrong(BY_NAME_EVERYWHERE);
  if (names.includes("")) return wrong("resource name may not be empty");
  const requests = resources.flatMap((resource) => names.map((name) => ({ resource, name })));
  return { kind: "requests", requests };
}

function resourcesNamed(
  types: readonly string[],
):
  | { readonly kind: "resources"; readonly resources: readonly Resource[] }
  | Exclude<Requests, { readonly kind: "requests" }> {
  const found = new Set<Resource>();
  for (const type of types) {
    const resource = resourceNamed(type);
    if (resource !== null) found.add(resource);
    else if (OTHER_RESOURCES.has(type.toLowerCase())) return { kind: "other", word: type };
    else return wrong(`the server doesn't have a resource type ${JSON.stringify(typeName(type))}`);
  }
  return { kind: "resources", resources: [...found] };
}

// `services.v1` is asked for as the resource `services` of the group `v1`.
function typeName(type: string): string {
  return type.split(".")[0] ?? type;
}

function wrong(reason: string): { readonly kind: "wrong"; readonly reason: string } {
  return { kind: "wrong", reason };
}
