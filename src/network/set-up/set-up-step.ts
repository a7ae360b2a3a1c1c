import type { Family } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { IptablesBackend } from "../../cluster/topology/host.js";
import type { BridgePortSettings, DeviceLink } from "../../cluster/topology/device.js";
import type { MacAddress } from "../../packet/frame.js";
import type { NamespaceId } from "../../trace/id.js";
import type { InterfaceAddress } from "../device.js";
import type { Namespace, RoutingRule, StaticForwarding, StaticNeighbour } from "../namespace.js";
import type { SegmentPlan } from "../network.js";
import type { Route } from "../route.js";

/** One thing that is done to build a network, as one would type it. */
export type SetUpStep =
  /** A switch that stands for a LAN, in a namespace of its own. */
  | { readonly kind: "add-lan"; readonly segment: SegmentPlan; readonly netns: string }
  | { readonly kind: "add-namespace"; readonly at: Place; readonly identity: NamespaceIdentity }
  | {
      readonly kind: "add-veth-pair";
      readonly segment: SegmentPlan;
      readonly ends: readonly [VethEnd, VethEnd];
    }
  /** A veth pair whose other end is a port of a LAN's switch. */
  | {
      readonly kind: "plug-into-lan";
      readonly end: VethEnd;
      readonly lan: LanPort;
    }
  /** A veth pair whose other end lies outside of what is modelled. */
  | {
      readonly kind: "plug-into-beyond";
      readonly end: VethEnd;
      /** The segment that nothing else is plugged into; null where the device has none. */
      readonly segment: SegmentPlan | null;
      readonly beyond: LanPort;
    }
  /** A device that is no end of a cable: a bridge, a tunnel. */
  | {
      readonly kind: "add-device";
      readonly at: Place;
      readonly device: string;
      readonly mac: MacAddress;
      readonly link: DeviceLink;
    }
  | OnDevice<"set-mtu", { readonly mtu: number }>
  | OnDevice<"set-master", { readonly master: string }>
  | OnDevice<"set-port", { readonly port: Partial<BridgePortSettings> }>
  | OnDevice<"set-promiscuous", object>
  | OnDevice<"add-address", { readonly address: InterfaceAddress }>
  | OnDevice<"remove-address", { readonly address: InterfaceAddress }>
  | OnDevice<"set-up", object>
  | {
      readonly kind: "set-sysctl";
      readonly at: Place;
      readonly name: string;
      readonly value: string;
    }
  | { readonly kind: "add-route"; readonly at: Place; readonly route: Route }
  | {
      readonly kind: "delete-route";
      readonly at: Place;
      readonly destination: Prefix;
      readonly device: string;
    }
  | { readonly kind: "add-routing-rule"; readonly at: Place; readonly rule: RoutingRule }
  | { readonly kind: "add-neighbour"; readonly at: Place; readonly neighbour: StaticNeighbour }
  | {
      readonly kind: "add-forwarding";
      readonly at: Place;
      readonly forwarding: StaticForwarding;
      /** Whether the entry is the bridge's whose port the device is, and not the device's own. */
      readonly ofBridge: boolean;
    }
  /** `ipvsadm -R`. */
  | { readonly kind: "load-ipvs"; readonly at: Place; readonly text: string }
  | { readonly kind: "load-ipsets"; readonly at: Place; readonly text: string }
  /** What `nft -f` takes. */
  | { readonly kind: "load-nftables"; readonly at: Place; readonly text: string }
  | {
      readonly kind: "load-rules";
      readonly at: Place;
      readonly family: Family;
      readonly backend: IptablesBackend;
      /** As iptables-save prints it. */
      readonly text: string;
    };

/** A namespace, and what `ip netns` calls it. */
export interface Place {
  readonly id: NamespaceId;
  readonly netns: string;
}

/** What says whose namespace it is. */
export type NamespaceIdentity = Pick<
  Namespace,
  "id" | "kind" | "name" | "kubernetesNamespace" | "node" | "iptables"
>;

/** A device that is one end of a cable. */
export interface VethEnd {
  readonly at: Place;
  readonly device: string;
  readonly mac: MacAddress;
}

/** The far end of a cable that a LAN's switch, or the world outside, has. */
export interface LanPort {
  /** The LAN's segment, or `beyond`. */
  readonly segment: string;
  readonly netns: string;
  readonly port: string;
  readonly mtu: number;
}

type OnDevice<Kind extends string, Fields> = {
  readonly kind: Kind;
  readonly at: Place;
  readonly device: string;
} & Fields;
