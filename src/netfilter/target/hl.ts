import type { TargetForm } from "./form.js";
import { hopLimitForm } from "./hop-limit.js";
import type { HopLimitTarget } from "./hop-limit.js";

/** `-j HL`: changes the hop limit of an IPv6 packet. */
export type HlTarget = HopLimitTarget<"hl">;

/** The form of `-j HL`. */
export const hl: TargetForm<HlTarget> = hopLimitForm("hl", "ipv6");
