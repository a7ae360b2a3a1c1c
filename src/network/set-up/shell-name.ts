import { hash } from "../../base/random.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Network } from "../network.js";
import type { Place } from "./set-up-step.js";

/** The longest name that the kernel takes for a device (linux include/uapi/linux/if.h: IFNAMSIZ with its end). */
const LONGEST_DEVICE = 15;
/** Short enough for a file name with room for a prefix, and to be read. */
const LONGEST_NETNS = 63;

/** What `ip netns` calls the namespaces and the LANs of a network: safe in a shell, and no two alike. */
export interface ShellNames {
  readonly placeOf: (id: NamespaceId) => Place;
  /** The namespace of a LAN's switch, by the segment. */
  readonly lanOf: (segment: string) => string;
  /** The namespace that holds the far ends of cables that lead out of the model. */
  readonly beyond: string;
}

/** The names of a network; each begins with `prefix`. */
export function shellNames(network: Network, prefix: string): ShellNames {
  const taken = new Map<string, string>();
  const named = new Map<string, string>();
  const ids = [
    ...network.namespaces.map(({ id }): string => id),
    ...network.segments.filter(({ kind }) => kind === "lan").map(({ id }) => id),
    BEYOND,
  ];
  for (const id of ids) {
    let name = safe(`${prefix}${id}`, LONGEST_NETNS);
    for (let again = 0; taken.has(name) && taken.get(name) !== id; again++)
      name = marked(safe(`${prefix}${id}`, LONGEST_NETNS), `${id} ${again}`, LONGEST_NETNS);
    taken.set(name, id);
    named.set(id, name);
  }
  const nameOf = (id: string): string => named.get(id) ?? safe(`${prefix}${id}`, LONGEST_NETNS);
  return {
    placeOf: (id) => ({ id, netns: nameOf(id) }),
    lanOf: nameOf,
    beyond: nameOf(BEYOND),
  };
}

/** A device's name as the kernel takes it: nearly always the name itself. */
export function shellDevice(name: string): string {
  return safe(name, LONGEST_DEVICE);
}

const BEYOND = "beyond";

function safe(name: string, longest: number): string {
  const clean = name.replaceAll(/[^A-Za-z0-9._-]/g, "-").replace(/^[-.]+/, "") || "x";
  if (clean.length <= longest && (clean === name || longest === LONGEST_NETNS)) return clean;
  return marked(clean, name, longest);
}

function marked(name: string, whole: string, longest: number): string {
  const mark = hash(whole).toString(16).padStart(8, "0").slice(0, 6);
  return `${name.slice(0, longest - mark.length - 1)}-${mark}`;
}
