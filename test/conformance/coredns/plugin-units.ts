import type { TableCheck } from "./conformance-case.js";
import { AUTO_UNITS, FILE_UNITS } from "./plugins/zone-units.js";

/** What the tables of each plugin's own tests are compared by: for `plugins/unit/acl.json` those under `acl`. */
export const PLUGIN_UNITS: Readonly<Record<string, Readonly<Record<string, TableCheck>>>> = {
  auto: AUTO_UNITS,
  file: FILE_UNITS,
};
