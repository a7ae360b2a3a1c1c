import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Said } from "../../cluster/declaration.js";
import type { BridgePortSettings } from "../../cluster/topology/device.js";
import { USUAL_PORT } from "../../cluster/topology/device.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { readEach } from "../value/address.js";
import { readNumber } from "../value/number.js";
import { readWords } from "../word-reader.js";
import type { WordReader } from "../word-reader.js";
import { readDeviceAddress, readDeviceName, readMac } from "./device-word.js";
import { withDevice } from "./host-draft.js";
import type { HostDraft } from "./host-draft.js";
import { MTU } from "./read-setting.js";

/** Reads the block of a bridge into the host that has it: its ports, how they behave, and what is said of the bridge's own device. */
export function readBridge(
  block: Statement,
  name: Said<string>,
  host: HostDraft,
  report: Report,
): HostDraft {
  if ((host.devices.get(name.value)?.link ?? null) !== null) {
    report(errorAt(name.span, "duplicate-name", { what: "device", name: name.value }));
    return host;
  }
  let result = withDevice(host, name, { link: { kind: "bridge" }, span: name.span });
  // Ports first: what is said of a port may stand before it.
  const parts = [...partsOf(block)].sort((a, b) => Number(!isPorts(a)) - Number(!isPorts(b)));
  for (const part of parts) {
    const words = readWords(part, report);
    result = isPorts(part)
      ? readPorts(words, name, result)
      : readPart(keywordOf(part), words, name, result);
  }
  return result;
}

const isPorts = (part: Statement): boolean => keywordOf(part) === "ports";

function readPorts(words: WordReader, bridge: Said<string>, host: HostDraft): HostDraft {
  const ports = readEach(words.list("DEVICE"), readDeviceName, words.report);
  return ports.reduce((known, port) => withPort(known, port, bridge, words.report), host);
}

/** The host with a device as the port of a bridge; reports one that is a port already. */
export function withPort(
  host: HostDraft,
  port: Said<string>,
  bridge: Said<string>,
  report: Report,
): HostDraft {
  const known = host.devices.get(port.value);
  if (known?.master != null) {
    const parameters = { name: port.value, bridge: known.master.value };
    report(errorAt(port.span, "port-taken", parameters));
    return host;
  }
  if (known?.link?.kind === "bridge" || known?.link?.kind === "loopback") {
    report(errorAt(port.span, "not-a-port", { name: port.value }));
    return host;
  }
  const master = { value: bridge.value, span: port.span };
  return withDevice(host, port, { master });
}

function readPart(
  keyword: string,
  words: WordReader,
  bridge: Said<string>,
  host: HostDraft,
): HostDraft {
  const { report } = words;
  switch (keyword) {
    case "hairpin":
      return withSetting(words.list("PORT"), bridge, host, { hairpin: true }, report);
    case "isolated":
      return withSetting(words.list("PORT"), bridge, host, { isolated: true }, report);
    case "no-learning":
      return withSetting(words.list("PORT"), bridge, host, { learning: false }, report);
    case "no-flood":
      return withSetting(words.list("PORT"), bridge, host, { flood: false }, report);
    case "address": {
      const added = readEach(words.list("ADDRESS/LENGTH"), readDeviceAddress, report);
      const known = host.devices.get(bridge.value)?.addresses ?? [];
      return withDevice(host, bridge, { addresses: [...known, ...added] });
    }
    case "mac": {
      const word = words.take("MAC");
      words.end();
      return withDevice(host, bridge, { mac: word && readMac(word, report) });
    }
    case "mtu": {
      const word = words.take("BYTES");
      words.end();
      return withDevice(host, bridge, { mtu: word && readNumber(word, MTU, report) });
    }
    case "promisc":
      words.end();
      return withDevice(host, bridge, { promiscuous: true });
    case "down":
      words.end();
      return withDevice(host, bridge, { up: false });
    default:
      return host;
  }
}

function withSetting(
  given: readonly Word[],
  bridge: Said<string>,
  host: HostDraft,
  setting: Partial<BridgePortSettings>,
  report: Report,
): HostDraft {
  return readEach(given, readDeviceName, report).reduce((known, name) => {
    const before = known.devices.get(name.value);
    const port = { ...(before?.port ?? USUAL_PORT), ...setting };
    if (before?.master?.value === bridge.value) return withDevice(known, name, { port });
    // A link may make the port later, so its bridge is taken as said.
    return withDevice(withPort(known, name, bridge, report), name, { port });
  }, host);
}
