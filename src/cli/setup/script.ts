import { fill } from "../../message/fill.js";
import type { CommandTexts } from "../../message/command/en.js";
import { printStep } from "../../network/set-up/print-step.js";
import type { NamespaceIdentity, SetUpStep } from "../../network/set-up/set-up-step.js";
import { isLoading } from "../../network/set-up/is-loading.js";
import { stepNamespaces } from "../../network/set-up/step-namespaces.js";
import type { NamespaceId } from "../../trace/id.js";

/** The script that builds a network: its steps in order, with a remark where another host's turn comes. */
export function setupScript(
  steps: readonly SetUpStep[],
  title: string,
  texts: CommandTexts,
): string {
  const identities = new Map<NamespaceId, NamespaceIdentity>();
  const parts: string[] = [];
  let subject = "";
  for (const step of steps) {
    const isNew = step.kind === "add-namespace";
    if (isNew) identities.set(step.identity.id, step.identity);
    const next = subjectOf(step);
    if (next !== subject || isNew) parts.push("", `# ${remarkOn(step, identities, texts)}`);
    subject = next;
    parts.push(printStep(step));
  }
  const head = fill(texts["setup-head"], { title: oneLine(title) });
  return ["#!/usr/bin/env bash", `# ${head}`, "set -eu", ...parts, ""].join("\n");
}

/** The script that removes what the other one builds, as far as it is there. */
export function removeScript(
  steps: readonly SetUpStep[],
  title: string,
  texts: CommandTexts,
): string {
  const names = new Set(steps.flatMap(netnsOf));
  const head = fill(texts["setup-remove-head"], { title: oneLine(title) });
  const lines = [...names].map(
    (name) => `if [ -e /run/netns/${name} ]; then ip netns del ${name}; fi`,
  );
  return ["#!/usr/bin/env bash", `# ${head}`, "set -eu", ...lines, ""].join("\n");
}

function netnsOf(step: SetUpStep): readonly string[] {
  if (step.kind === "add-lan") return [step.netns];
  if (step.kind === "add-namespace") return [step.at.netns];
  return step.kind === "plug-into-beyond" ? [step.beyond.netns] : [];
}

// Whose turn it is; a namespace's rules stand apart.
function subjectOf(step: SetUpStep): string {
  const [id = "lan"] = stepNamespaces(step);
  return isLoading(step) ? `${id} rules` : id;
}

function remarkOn(
  step: SetUpStep,
  identities: ReadonlyMap<NamespaceId, NamespaceIdentity>,
  texts: CommandTexts,
): string {
  if (step.kind === "add-lan")
    return fill(texts["setup-lan"], { name: oneLine(step.segment.name) });
  if (step.kind === "add-namespace") {
    const { kind, name } = step.identity;
    return fill(texts[`setup-${kind}`], { name: oneLine(name) });
  }
  const [id] = stepNamespaces(step);
  const name = oneLine((id === undefined ? null : identities.get(id)?.name) ?? "");
  const isRules = isLoading(step);
  return fill(texts[isRules ? "setup-rules" : "setup-meanwhile"], { name });
}

// A remark must not end before its line does.
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
