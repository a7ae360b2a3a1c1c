import type { Sysctls } from "../sysctl.js";
import type { SysctlValues } from "./known.js";
import { readSysctlName } from "./sysctl-name.js";

/** What came of a write: the settings, or why the kernel does not take it. */
export type SysctlWrite =
  | { readonly kind: "written"; readonly sysctls: Sysctls }
  /** There is no such file, or the model does not know it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "no-device"; readonly device: string }
  /** EINVAL; `range` says what the kernel takes, where it checks one. */
  | { readonly kind: "invalid"; readonly range: readonly [number, number] | null };

/** Writes a setting, as `sysctl -w`; the later of two writes counts where one spreads to the other. */
export function writeSysctl(
  sysctls: Sysctls,
  devices: readonly string[],
  { name, value }: { readonly name: string; readonly value: string },
): SysctlWrite {
  const read = readSysctlName(name);
  if (read === null) return { kind: "unknown" };
  const { device, known } = read;
  if (device !== null && !["all", "default", ...devices].includes(device))
    return { kind: "no-device", device };
  const taken = takenValue(value.trim(), known.takes);
  if (taken === null) {
    return { kind: "invalid", range: typeof known.takes === "string" ? null : known.takes };
  }
  const others = Object.entries(sysctls).filter(([other]) => other !== name);
  return { kind: "written", sysctls: Object.fromEntries([...others, [name, taken]]) };
}

function takenValue(value: string, takes: SysctlValues): string | null {
  if (takes === "text") return value;
  if (takes === "ports") {
    const [low, high, ...rest] = value.split(/\s+/).map((word) => wholeNumber(word));
    if (low == null || high == null || rest.length > 0) return null;
    return low > 0 && low <= high && high <= 65_535 ? `${low}\t${high}` : null;
  }
  const number = wholeNumber(value);
  if (number === null) return null;
  const [lowest, highest] = takes === "number" ? [-2_147_483_648, 2_147_483_647] : takes;
  return number >= lowest && number <= highest ? String(number) : null;
}

// linux kernel/sysctl.c: proc_get_long takes decimal, octal and hexadecimal numbers.
function wholeNumber(word: string): number | null {
  const read = /^(-?)(0x[0-9a-f]{1,8}|0[0-7]{1,12}|\d{1,10})$/i.exec(word);
  if (read === null) return null;
  const [, sign, digits = ""] = read;
  const isOctal = /^0[0-7]+$/.test(digits);
  const number = isOctal ? Number.parseInt(digits, 8) : Number(digits);
  return sign === "-" ? -number : number;
}
