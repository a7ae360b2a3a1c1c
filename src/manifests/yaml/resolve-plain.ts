/** What a scalar can stand for. */
export type Plain = string | number | boolean | null;

// sigs.k8s.io/yaml reads YAML 1.1 (goyaml.v2 resolve.go): `y`, `no` and `off` are truth values there.
const NULL = /^(?:~|null|Null|NULL)?$/;
const TRUE = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const DECIMAL = /^[-+]?(?:0|[1-9][\d_]*)$/;
const OTHER_BASE = /^([-+]?)(0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+)$/;
const FLOAT = /^[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$/;

/** What a scalar without quotes stands for. */
export function resolvePlain(text: string): Plain {
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 43 && first <= 57) || text === "";
  if (!isNumeric) {
    // No truth value is longer, and most texts are.
    if (text.length > 5) return text;
    if (NULL.test(text)) return null;
    if (TRUE.test(text)) return true;
    return FALSE.test(text) ? false : text;
  }
  if (text === "") return null;
  if (DECIMAL.test(text)) return Number(text.replaceAll("_", ""));
  const [, sign, digits] = OTHER_BASE.exec(text) ?? [];
  if (digits !== undefined) {
    const plain = digits.replaceAll("_", "").replace(/^0(?=[0-7])/, "0o");
    return (sign === "-" ? -1 : 1) * Number(plain);
  }
  return FLOAT.test(text) ? Number(text.replaceAll("_", "")) : text;
}
