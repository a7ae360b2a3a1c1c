import { masqueradeMark } from "../iptables/context.js";
import { localDetectorOf } from "../iptables/local-detector.js";
import type { LocalDetector } from "../iptables/local-detector.js";
import type { ProxyInput } from "../input.js";
import { setNameOf } from "./ip-set.js";
import type { ProxySetName } from "./ip-set.js";
import type { IpvsPlan } from "./plan.js";

/** What the rules of one node and family are written from. */
export interface RuleContext {
  readonly input: ProxyInput;
  readonly plan: IpvsPlan;
  /** The masquerade mark as kube-proxy prints it. */
  readonly mark: string;
  readonly detector: LocalDetector | null;
  isEmpty(set: ProxySetName): boolean;
  /** The match that asks a set, by the set's name in this family. */
  asks(set: ProxySetName, sides: string): string;
}

/** Prepares the rules of a plan. */
export function ruleContextOf(input: ProxyInput, plan: IpvsPlan): RuleContext {
  const { configuration, family } = input;
  return {
    input,
    plan,
    mark: masqueradeMark(configuration.masqueradeBit),
    detector: localDetectorOf(configuration.detectLocal, family),
    isEmpty: (set) => plan.entries.get(set)?.size === 0,
    asks: (set, sides) => `-m set --match-set ${setNameOf(set, family)} ${sides}`,
  };
}
