import type { TargetForm } from "./form.js";
import type { Target, TargetKind } from "./target.js";
import { checksum } from "./checksum.js";
import { classify } from "./classify.js";
import { connmark } from "./connmark.js";
import { ct } from "./ct.js";
import { dnat } from "./dnat.js";
import { hl } from "./hl.js";
import { jump } from "./jump.js";
import { log } from "./log.js";
import { mark } from "./mark.js";
import { masquerade } from "./masquerade.js";
import { netmap } from "./netmap.js";
import { nflog } from "./nflog.js";
import { nfqueue } from "./nfqueue.js";
import { opaque } from "./opaque.js";
import { redirect } from "./redirect.js";
import { reject } from "./reject.js";
import { snat } from "./snat.js";
import { tcpmss } from "./tcpmss.js";
import { tproxy } from "./tproxy.js";
import { trace } from "./trace.js";
import { ttl } from "./ttl.js";
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
  netmap,
  mark,
  connmark,
  log,
  nflog,
  ct,
  trace,
  tproxy,
  ttl,
  hl,
  tcpmss,
  checksum,
  classify,
  nfqueue,
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
    "AUDIT CLUSTERIP CONNSECMARK DNPT DSCP ECN HMARK IDLETIMER LED RATEEST SECMARK SET SNPT SYNPROXY TCPOPTSTRIP TEE " +
    "TOS ULOG"
  ).split(" "),
);
