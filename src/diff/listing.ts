/** One place of a node's rules and what stands there: a chain, a set, a virtual server. */
export interface ListedPart {
  /** As a person would name it: `nat KUBE-SERVICES`, `set service-ips`, `TCP 10.96.0.1:443`. */
  readonly place: string;
  /** Whether the order of its lines decides anything that kube-proxy promises. */
  readonly ordered: boolean;
  /** The line that must stand behind all others; null where none must. */
  readonly last: string | null;
  readonly lines: readonly ListedLine[];
}

/** A line in the words of the tool that lists it, and the Service that it is for. */
export interface ListedLine {
  readonly text: string;
  /** `default/example`; null where it is for none alone. */
  readonly service: string | null;
}

/** All that kube-proxy is answerable for on a node, place by place. */
export type Listing = readonly ListedPart[];
