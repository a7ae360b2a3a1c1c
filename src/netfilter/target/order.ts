import type { TargetForm } from "./form.js";
import type { Target, TargetKind } from "./target.js";
import { dnat } from "./dnat.js";
import { jump } from "./jump.js";
import { log } from "./log.js";
import { mark } from "./mark.js";
import { masquerade } from "./masquerade.js";
import { notrack } from "./notrack.js";
import { opaque } from "./opaque.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { snat } from "./snat.js";
import { verdict } from "./verdict.js";

/** Every target. */
export const TARGET_FORMS: Readonly<Record<TargetKind, TargetForm<Target>>> = {
  accept: verdict,
  drop: verdict,
  return: verdict,
  jump,
  goto: jump,
  reject,
  dnat,
  snat,
  masquerade,
  redirect,
  mark,
  log,
  notrack,
  opaque,
};

/** The form of a target. */
export function targetFormOf(target: Target): TargetForm<Target> {
  return TARGET_FORMS[target.kind];
}

/** The form of a target by its name after `-j`; null where that is a chain's or an unknown one. */
export function targetNamed(name: string): TargetForm<Target> | null {
  return BY_NAME.get(name) ?? null;
}

const BY_NAME = new Map(
  Object.values(TARGET_FORMS).flatMap((form) => form.names.map((name) => [name, form] as const)),
);

/** Targets of iptables that this program does not execute (iptables-extensions(8)); any other name is a chain. */
export const EXTENSION_NAMES: ReadonlySet<string> = new Set(
  (
    "AUDIT CHECKSUM CLASSIFY CLUSTERIP CONNMARK CONNSECMARK DNPT DSCP ECN HL HMARK IDLETIMER LED NETMAP NFLOG NFQUEUE " +
    "QUEUE RATEEST SECMARK SET SNPT SYNPROXY TCPMSS TCPOPTSTRIP TEE TOS TPROXY TRACE TTL ULOG"
  ).split(" "),
);
