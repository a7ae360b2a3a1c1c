import type { NamespaceId } from "../../trace/id.js";
import type { Namespace } from "../namespace.js";
import type { Network } from "../network.js";
import { EMPTY_NETWORK, applyStep } from "./apply-step.js";
import { planCables } from "./cable-plan.js";
import type { CablePlan } from "./cable-plan.js";
import { deviceTasks } from "./device-tasks.js";
import type { HostRules } from "./host-rules.js";
import { routeTasks } from "./route-tasks.js";
import type { Place, SetUpStep } from "./set-up-step.js";
import { stepNamespaces } from "./step-namespaces.js";
import { shellNames } from "./shell-name.js";
import { earlySysctlTasks, ruleTasks, sysctlTasks, tableTasks } from "./table-tasks.js";
import type { Task } from "./task.js";

/** What may be chosen about the names of a built network. */
export interface SetUpOptions {
  /** What every name of `ip netns` begins with. */
  readonly prefix?: string;
}

/**
 * How a network is built, in the order of a careful person: each namespace is created, wired, addressed, brought up, told its
 * routes and settings, and given its rules. A cable is laid once both its namespaces exist; what needs it waits until then.
 */
export function setUpSteps(
  network: Network,
  rules: readonly HostRules[],
  options: SetUpOptions = {},
): readonly SetUpStep[] {
  const names = shellNames(network, options.prefix ?? "");
  const cables = planCables(network, names);
  const building = startBuilding();
  for (const { id, kind, name } of network.segments)
    if (kind === "lan")
      building.emit({ kind: "add-lan", segment: { id, kind, name }, netns: names.lanOf(id) });
  for (const namespace of network.namespaces) {
    const at = names.placeOf(namespace.id);
    const { id, kind, name, kubernetesNamespace, node, iptables } = namespace;
    const identity = { id, kind, name, kubernetesNamespace, node, iptables };
    building.emit({ kind: "add-namespace", at, identity });
    building.work(id, tasksOf(namespace, at, cables, rules));
  }
  building.finish();
  return building.steps;
}

function tasksOf(
  namespace: Namespace,
  at: Place,
  cables: CablePlan,
  rules: readonly HostRules[],
): readonly Task[] {
  return [
    ...earlySysctlTasks(namespace, at),
    ...deviceTasks(namespace, at, cables),
    ...routeTasks(namespace, at),
    ...sysctlTasks(namespace, at),
    ...tableTasks(namespace, at),
    ...ruleTasks(namespace, at, rules),
  ];
}

interface Building {
  readonly steps: readonly SetUpStep[];
  readonly emit: (step: SetUpStep) => void;
  /** Does what can be done of a namespace's tasks, and of those that waited for it elsewhere. */
  readonly work: (id: NamespaceId, tasks: readonly Task[]) => void;
  /** Does the rest, though something that it wants is not there. */
  readonly finish: () => void;
}

function startBuilding(): Building {
  const steps: SetUpStep[] = [];
  // Tasks ask only for their own namespace, so each is kept as a network of its own.
  const states = new Map<NamespaceId, Network>();
  const waiting = new Map<NamespaceId, readonly Task[]>();
  const emit = (step: SetUpStep): void => {
    steps.push(step);
    for (const id of stepNamespaces(step))
      states.set(id, applyStep(states.get(id) ?? EMPTY_NETWORK, step));
  };
  const doTasks = (id: NamespaceId, touched: Set<NamespaceId>): void => {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      const still: Task[] = [];
      for (const task of waiting.get(id) ?? []) {
        const [state] = states.get(id)?.namespaces ?? [];
        if (state === undefined || !task.isReady(state)) {
          still.push(task);
          continue;
        }
        isMoving = true;
        for (const step of task.steps) {
          emit(step);
          for (const other of stepNamespaces(step)) touched.add(other);
        }
      }
      waiting.set(id, still);
    }
  };
  return {
    steps,
    emit,
    work: (id, tasks) => {
      waiting.set(id, tasks);
      const touched = new Set<NamespaceId>();
      doTasks(id, touched);
      for (const other of [...touched]) if (other !== id) doTasks(other, touched);
    },
    finish: () => {
      for (const tasks of waiting.values())
        for (const step of tasks.flatMap((task) => task.steps)) emit(step);
    },
  };
}
