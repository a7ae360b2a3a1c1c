import { errorAt } from "../../base/diagnostic.js";
import type { Actor } from "../../cluster/actor.js";
import { readDeviceName } from "../host/device-word.js";
import type { Word } from "../syntax.js";
import { nearParameters } from "../value/name.js";
import type { WordReader } from "../word-reader.js";
import type { PlayContext } from "./context.js";

/** Reads a device of who was named; null with a diagnostic, which of nodes, pods and containers only its form can get here. */
export function readDeviceOf(on: Actor, words: WordReader, context: PlayContext): string | null {
  const word = words.take("DEVICE");
  const name = word && readDeviceName(word, context.report);
  if (word === null || name === null) return null;
  return hasDevice(on, name.value, word, context) ? name.value : null;
}

/** Whether a host has a device of this name; reports where it has not. Others are wired by a CNI or by docker, and only the network knows. */
export function hasDevice(
  { kind, name: host }: Actor,
  name: string,
  { span }: Pick<Word, "span">,
  { topology, report }: PlayContext,
): boolean {
  const known = kind === "host" ? topology.hosts.find((one) => one.name === host) : undefined;
  if (known === undefined || name === "lo") return true;
  const names = known.devices.map((device) => device.name);
  const hasDocker = topology.containers.some((container) => container.host === host);
  if (names.includes(name) || hasDocker) return true;
  report(errorAt(span, "unknown-device", { name, host, ...nearParameters(name, names) }));
  return false;
}
