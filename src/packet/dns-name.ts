/** The longest name in bytes, and the longest label (RFC 1035, 2.3.4). */
export const MAX_NAME = 255;
export const MAX_LABEL = 63;

/** The name with its trailing dot. */
export function fullyQualified(name: string): string {
  return isFullyQualified(name) ? name : `${name}.`;
}

/** Whether the name ends in a dot that is not escaped. */
export function isFullyQualified(name: string): boolean {
  if (!name.endsWith(".")) return false;
  const backslashes = /\\*$/.exec(name.slice(0, -1))?.[0].length ?? 0;
  return backslashes % 2 === 0;
}

/** The labels of a name, escapes kept as written; none for the root. */
export function labelsOf(name: string): readonly string[] {
  const labels: string[] = [];
  let label = "";
  for (let index = 0; index < name.length; index++) {
    const character = name.charAt(index);
    if (character === "\\") {
      label += character + name.charAt(index + 1);
      index++;
    } else if (character === ".") {
      labels.push(label);
      label = "";
    } else label += character;
  }
  if (label !== "") labels.push(label);
  return name === "." ? [] : labels;
}

/** The name of labels, the root's at the end or left out (coredns plugin/pkg/dnsutil/join.go). */
export function joinLabels(labels: readonly string[]): string {
  if (labels.length === 0) return ".";
  const own = labels.at(-1) === "." ? labels.slice(0, -1) : labels;
  return own.length < labels.length ? `${own.join(".")}.` : fullyQualified(own.join("."));
}

/** Whether `name` is `zone` or lies below it; both fully qualified, case aside. */
export function isInZone(name: string, zone: string): boolean {
  if (zone === ".") return true;
  const [lowerName, lowerZone] = [name.toLowerCase(), zone.toLowerCase()];
  return lowerName === lowerZone || lowerName.endsWith(`.${lowerZone}`);
}

/** The longest of the zones that holds the name; null where none does. */
export function longestZone(name: string, zones: readonly string[]): string | null {
  let best: string | null = null;
  for (const zone of zones) {
    if (isInZone(name, zone) && (best === null || zone.length > best.length)) best = zone;
  }
  return best;
}

/** What stands before the zone in a name that lies in it, without the dot between; empty for the zone itself. */
export function withoutZone(name: string, zone: string): string {
  if (zone === ".") return name.slice(0, -1);
  return name.slice(0, Math.max(0, name.length - zone.length - 1));
}

/** A label's bytes from its presentation form; null where an escape is wrong. */
export function labelBytes(label: string): number[] | null {
  const bytes: number[] = [];
  for (let index = 0; index < label.length; index++) {
    const character = label.charAt(index);
    if (character !== "\\") {
      const point = label.codePointAt(index) ?? 0;
      bytes.push(...utf8(point));
      if (point > 0xffff) index++;
      continue;
    }
    const digits = /^\d{3}/.exec(label.slice(index + 1))?.[0];
    if (digits !== undefined) {
      if (Number(digits) > 255) return null;
      bytes.push(Number(digits));
      index += 3;
    } else {
      if (index + 1 >= label.length) return null;
      bytes.push(...utf8(label.codePointAt(index + 1) ?? 0));
      index++;
    }
  }
  return bytes;
}

/** A label's presentation form: dots, backslashes and quotes escaped, what cannot be printed as `\DDD`. */
export function labelText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (byte < 0x21 || byte > 0x7e) text += `\\${String(byte).padStart(3, "0")}`;
    else text += '."\\();@$'.includes(character) ? `\\${character}` : character;
  }
  return text;
}

/** The bytes of a text in UTF-8. */
export function utf8Bytes(text: string): readonly number[] {
  return Array.from(text).flatMap((one) => utf8(one.codePointAt(0) ?? 0));
}

/** The bytes that a text takes in UTF-8. */
export function byteLength(text: string): number {
  return utf8Bytes(text).length;
}

function utf8(point: number): number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)];
  if (point < 0x10000) {
    return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  }
  return [
    0xf0 | (point >> 18),
    0x80 | ((point >> 12) & 0x3f),
    0x80 | ((point >> 6) & 0x3f),
    0x80 | (point & 0x3f),
  ];
}
