import type { TableCheck } from "./conformance-case.js";
import { CACHE_UNITS } from "./plugins/cache-units.js";
import { DNS64_UNITS } from "./plugins/dns64-units.js";
import { FORWARD_UNITS } from "./plugins/forward-units.js";
import { HEADER_UNITS, MINIMAL_UNITS } from "./plugins/flag-units.js";
import { HOSTS_UNITS } from "./plugins/hosts-units.js";
import { LOADBALANCE_UNITS } from "./plugins/loadbalance-units.js";
import { ERRORS_UNITS, LOG_UNITS } from "./plugins/logging-units.js";
import {
  ACL_UNITS,
  ANY_UNITS,
  CHAOS_UNITS,
  ERRATIC_UNITS,
  LOCAL_UNITS,
  WHOAMI_UNITS,
} from "./plugins/small-units.js";
import { AUTOPATH_UNITS } from "./plugins/autopath-units.js";
import { REWRITE_UNITS } from "./plugins/rewrite-units.js";
import { TEMPLATE_UNITS } from "./plugins/template-units.js";
import { VIEW_UNITS } from "./plugins/view-units.js";
import { AUTO_UNITS, FILE_UNITS } from "./plugins/zone-units.js";

/** What the tables of each plugin's own tests are compared by: for `plugins/unit/acl.json` those under `acl`. */
export const PLUGIN_UNITS: Readonly<Record<string, Readonly<Record<string, TableCheck>>>> = {
  acl: ACL_UNITS,
  any: ANY_UNITS,
  auto: AUTO_UNITS,
  cache: CACHE_UNITS,
  chaos: CHAOS_UNITS,
  dns64: DNS64_UNITS,
  erratic: ERRATIC_UNITS,
  errors: ERRORS_UNITS,
  autopath: AUTOPATH_UNITS,
  file: FILE_UNITS,
  forward: FORWARD_UNITS,
  hosts: HOSTS_UNITS,
  loadbalance: LOADBALANCE_UNITS,
  local: LOCAL_UNITS,
  log: LOG_UNITS,
  whoami: WHOAMI_UNITS,
  header: HEADER_UNITS,
  minimal: MINIMAL_UNITS,
  rewrite: REWRITE_UNITS,
  template: TEMPLATE_UNITS,
  view: VIEW_UNITS,
};
