import { formatPrefix } from "../../base/prefix.js";
import type { SetElement } from "./ip-set.js";

/** A text that only equal entries of one set share. */
export function entryKey(elements: readonly SetElement[]): string {
  return elements.map(elementKey).join(",");
}

function elementKey(element: SetElement): string {
  switch (element.kind) {
    case "address":
      return formatPrefix(element.prefix);
    case "port":
      return element.protocol === null
        ? String(element.port)
        : `${element.protocol}:${element.port}`;
    case "device":
      return element.isPhysical ? `physdev:${element.name}` : element.name;
    case "mac":
      return element.address;
    case "mark":
      return String(element.mark);
    case "set":
      return element.name;
  }
}
