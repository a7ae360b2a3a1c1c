import type {
  NamespaceHeader,
  SegmentHeader,
  ServiceHeader,
  TraceHeader,
} from "../../trace/header.js";

/** A trace's header while its play goes on: what comes later is written down as it comes, and rules when it is known which were met. */
export type HeaderDraft = Omit<
  TraceHeader,
  "namespaces" | "segments" | "services" | "ruleSets" | "nftables" | "chart"
> & {
  readonly namespaces: NamespaceHeader[];
  readonly segments: SegmentHeader[];
  readonly services: ServiceHeader[];
};
