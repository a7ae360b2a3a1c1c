import type { TableCheck } from "./conformance-case.js";

/** What the tables of each plugin's own tests are compared by: for `plugins/unit/acl.json` those under `acl`. */
export const PLUGIN_UNITS: Readonly<Record<string, Readonly<Record<string, TableCheck>>>> = {};
