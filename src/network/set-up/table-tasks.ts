import type { Namespace } from "../namespace.js";
import type { HostRules } from "./host-rules.js";
import { printSave } from "../../netfilter/iptables/print-save.js";
import type { Place, SetUpStep } from "./set-up-step.js";
import { atOnce, hasDevice, hasDeviceUp } from "./task.js";
import type { Task } from "./task.js";

// What new devices take over, and what switches a family off, must be said before there are devices.
const EARLY = /^net\/ipv[46]\/(conf|neigh)\/default\/|\/all\/disable_ipv6$/;
const OF_DEVICE = /^net\/ipv[46]\/(?:conf|neigh)\/(?!all\/|default\/)(.+)\/[^/]+$/;

/** The settings that must be made before a namespace has devices. */
export function earlySysctlTasks({ sysctls }: Namespace, at: Place): readonly Task[] {
  const early = Object.entries(sysctls).filter(([name]) => EARLY.test(name));
  return early.map(([name, value]) => atOnce({ kind: "set-sysctl", at, name, value }));
}

/** The other settings; one of a device waits for it. */
export function sysctlTasks({ sysctls }: Namespace, at: Place): readonly Task[] {
  return Object.entries(sysctls)
    .filter(([name]) => !EARLY.test(name))
    .map(([name, value]) => {
      const device = deviceOfSetting(name);
      const step: SetUpStep = { kind: "set-sysctl", at, name, value };
      return {
        isReady: (state) => device === null || hasDevice(state, device),
        steps: [step],
      };
    });
}

/** The device that a setting is of; null where it is of the whole namespace. */
export function deviceOfSetting(name: string): string | null {
  return OF_DEVICE.exec(name)?.[1] ?? null;
}

/** Routing rules, and neighbours and forwardings that are set by hand. */
export function tableTasks(namespace: Namespace, at: Place): readonly Task[] {
  const { routingRules, neighbours, forwardings, devices } = namespace;
  return [
    ...routingRules.map((rule) => atOnce({ kind: "add-routing-rule", at, rule })),
    ...neighbours.map((neighbour): Task => ({
      isReady: (state) => hasDeviceUp(state, neighbour.device),
      steps: [{ kind: "add-neighbour", at, neighbour }],
    })),
    ...forwardings.map((forwarding): Task => {
      const device = devices.find(({ name }) => name === forwarding.device);
      const ofBridge = device?.master !== null && forwarding.destination === null;
      return {
        isReady: (state) => hasDeviceUp(state, forwarding.device),
        steps: [{ kind: "add-forwarding", at, forwarding, ofBridge }],
      };
    }),
  ];
}

/** Sets first, since rules name them; a family without a table has nothing to load. */
export function ruleTasks(
  { id, iptables }: Namespace,
  at: Place,
  rules: readonly HostRules[],
): readonly Task[] {
  const own = rules.filter(({ namespace }) => namespace === id);
  return [
    ...own.flatMap(({ ipsets }) => ipsets.map((text) => atOnce({ kind: "load-ipsets", at, text }))),
    ...own.flatMap(({ ipvs: text }) =>
      text === "" ? [] : [atOnce({ kind: "load-ipvs", at, text })],
    ),
    ...own
      .flatMap(({ ruleSets }) => ruleSets)
      .filter(({ tables }) => tables.length > 0)
      .map((ruleSet) =>
        atOnce({
          kind: "load-rules",
          at,
          family: ruleSet.family,
          backend: iptables,
          text: printSave(ruleSet),
        }),
      ),
    // kube-proxy makes its chains after the others, and so they come first where priorities are the same.
    ...own.flatMap(({ nftables }) =>
      nftables === "" ? [] : [atOnce({ kind: "load-nftables", at, text: nftables })],
    ),
  ];
}
