import type { Container, HostPort, Server } from "../../cluster/pod.js";
import { sloppyAddress } from "../address-field.js";
import { fieldOf, mapsField, plainOf, textField } from "../field.js";
import { portField, protocolField } from "../port-field.js";
import { mistake } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

/**
 * The containers of a pod's spec. What runs in them no manifest says, so something that answers listens on each of their
 * ports: HTTP over TCP (the pod's name), an echo over the other protocols.
 */
export function readContainers(reading: Reading, spec: YamlMap | null): readonly Container[] {
  // A sidecar is an init container that goes on (`restartPolicy: Always`).
  const sidecars = mapsField(reading, spec, "initContainers").filter(
    (entry) => textField(reading, entry, "restartPolicy")?.value === "Always",
  );
  const taken = new Set<string>();
  return [...sidecars, ...mapsField(reading, spec, "containers")].map((entry, index) => {
    const ports = mapsField(reading, entry, "ports");
    return {
      name: textField(reading, entry, "name")?.value ?? `container-${index}`,
      servers: readServers(reading, entry, { ports, taken }),
      hostPorts: ports.flatMap((port) => readHostPort(reading, port)),
    };
  });
}

// What is wrong with the port itself has been reported with the server that listens there.
const QUIET = (): void => undefined;

function readHostPort(reading: Reading, entry: YamlMap): readonly HostPort[] {
  const quiet = { ...reading, report: QUIET };
  const hostPort = portField(reading, entry, "hostPort");
  const containerPort = portField(quiet, entry, "containerPort");
  const protocol = protocolField(quiet, entry);
  if (hostPort === null || containerPort === null || protocol === null) return [];
  const said = textField(reading, entry, "hostIP");
  if (said === null || said.value === "")
    return [{ hostPort, containerPort, protocol, address: null }];
  const address = sloppyAddress(said.value);
  if (address !== null) return [{ hostPort, containerPort, protocol, address }];
  mistake(reading, fieldOf(entry, "hostIP") ?? entry, "manifest-bad-address", { text: said.value });
  return [];
}

function readServers(
  reading: Reading,
  container: YamlMap,
  { ports, taken }: { readonly ports: readonly YamlMap[]; readonly taken: Set<string> },
): readonly Server[] {
  const isCoreDns = /(?:^|\/)coredns(?:[:@]|$)/.test(
    textField(reading, container, "image")?.value ?? "",
  );
  return ports.flatMap((entry) => {
    const port = portField(reading, entry, "containerPort");
    const protocol = protocolField(reading, entry);
    if (port === null && fieldOf(entry, "containerPort") === null)
      mistake(reading, entry, "manifest-missing", {
        field: "containerPort",
        expected: ["containerPort"],
      });
    else if (port === null) reportZero(reading, entry);
    if (port === null || protocol === null || taken.has(`${port}/${protocol}`)) return [];
    taken.add(`${port}/${protocol}`);
    const portName = textField(reading, entry, "name")?.value ?? null;
    const application = isCoreDns
      ? ({ kind: "coredns" } as const)
      : protocol === "tcp"
        ? ({ kind: "pod-name" } as const)
        : ({ kind: "echo" } as const);
    return [{ protocol, address: null, port, portName, application }];
  });
}

// Elsewhere a port 0 is one that is not said; what a container declares must be one.
function reportZero(reading: Reading, entry: YamlMap): void {
  const value = fieldOf(entry, "containerPort");
  if (value?.kind !== "scalar" || plainOf(value) !== 0) return;
  const parameters = { field: "containerPort", text: value.text, expected: ["1–65535"] };
  mistake(reading, value, "manifest-bad-port", parameters);
}
