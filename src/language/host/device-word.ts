import { parseAddress, widthOf, familyOf } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { parsePrefix } from "../../base/prefix.js";
import type { Said } from "../../cluster/declaration.js";
import { LONGEST_DEVICE_NAME, isDeviceName, isOwnMac } from "../../cluster/topology/tool-value.js";
import type { Word } from "../syntax.js";
import type { DeviceAddress } from "./host-draft.js";

/** A device's name as the kernel takes it; null, with a diagnostic, where the word is none. */
export function readDeviceName(word: Word, report: Report): Said<string> | null {
  if (isDeviceName(word.text)) return { value: word.text, span: word.span };
  const parameters = { text: word.text, max: LONGEST_DEVICE_NAME };
  report(errorAt(word.span, "bad-device-name", parameters));
  return null;
}

/** `10.0.0.1/24`; without a length, the address alone, as `ip address add` has it. Null, with a diagnostic, where the word is none. */
export function readDeviceAddress(word: Word, report: Report): Said<DeviceAddress> | null {
  const found = parsePrefix(word.text);
  const address = parseAddress(word.text.split("/")[0] ?? "");
  if (found === null || address === null) {
    const expected = ["10.0.0.1/24"];
    report(errorAt(word.span, "bad-device-address", { text: word.text, expected }));
    return null;
  }
  const length = word.text.includes("/") ? found.length : widthOf(familyOf(address));
  return { value: { address, length }, span: word.span };
}

/** A hardware address that a device can have; null, with a diagnostic, where the word is none. */
export function readMac(word: Word, report: Report): string | null {
  const mac = word.text.toLowerCase();
  const expected = ["02:42:ac:11:00:02"];
  if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)) {
    report(errorAt(word.span, "bad-mac", { text: word.text, expected }));
    return null;
  }
  if (isOwnMac(mac)) return mac;
  report(errorAt(word.span, "mac-of-many", { text: word.text, expected }));
  return null;
}
