import type { TargetForm } from "./form.js";
import { hopLimitForm } from "./hop-limit.js";
import type { HopLimitTarget } from "./hop-limit.js";

/** `-j TTL`: changes the time to live of an IPv4 packet. */
export type TtlTarget = HopLimitTarget<"ttl">;

/** The form of `-j TTL`. */
export const ttl: TargetForm<TtlTarget> = hopLimitForm("ttl", "ipv4");
