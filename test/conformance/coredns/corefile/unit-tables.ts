import type { TableCheck } from "../conformance-case.js";

/** What the small functions behind the Corefile are compared by. */
export const COREFILE_UNITS: Readonly<Record<string, TableCheck>> = {};
