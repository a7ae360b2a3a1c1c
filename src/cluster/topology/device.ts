import type { Address } from "../../base/address.js";
import type { SourceSpan } from "../../base/source-span.js";

/** A network device as a scenario declares it. */
export interface DeviceDeclaration {
  readonly name: string;
  readonly link: DeviceLink;
  /** `02:42:ac:11:00:02`; null lets the model choose. */
  readonly mac: string | null;
  readonly addresses: readonly { readonly address: Address; readonly length: number }[];
  /** In bytes; null for the usual of its kind. */
  readonly mtu: number | null;
  readonly up: boolean;
  /** The bridge that it is a port of. */
  readonly master: string | null;
  readonly port: BridgePortSettings;
  readonly promiscuous: boolean;
  readonly span: SourceSpan;
}

/** What kind of device it is, as `ip -d link` shows. */
export type DeviceLink =
  | { readonly kind: "loopback" | "ethernet" | "bridge" | "dummy" }
  | {
      readonly kind: "vxlan";
      readonly vni: number;
      readonly local: Address | null;
      /** The UDP port of both ends. */
      readonly port: number;
      /** The device that the outer packets leave by. */
      readonly lower: string | null;
      /** Whether it learns where hardware addresses are from what it receives. */
      readonly learning: boolean;
    }
  | {
      readonly kind: "ipip" | "gre";
      readonly local: Address | null;
      readonly remote: Address | null;
    }
  | {
      readonly kind: "macvlan";
      readonly lower: string;
      readonly mode: "bridge" | "private" | "vepa" | "passthru";
    }
  | { readonly kind: "ipvlan"; readonly lower: string; readonly mode: "l2" | "l3" | "l3s" };

/** What `bridge link` shows of a bridge's port. */
export interface BridgePortSettings {
  /** Whether a frame may leave by the port that it came in by. */
  readonly hairpin: boolean;
  readonly learning: boolean;
  readonly flood: boolean;
  readonly isolated: boolean;
}

/** A port as the kernel makes it. */
export const USUAL_PORT: BridgePortSettings = {
  hairpin: false,
  learning: true,
  flood: true,
  isolated: false,
};
