import { warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { ServiceDeclaration } from "../declaration.js";
import { minorOf } from "../proxy-version.js";
import type { TrafficDistribution } from "../service.js";

/** The minor versions from which on each value is on by default (features ServiceTrafficDistribution and PreferSameTrafficDistribution). */
const SINCE: Readonly<Record<TrafficDistribution, number>> = {
  PreferClose: 31,
  PreferSameZone: 34,
  PreferSameNode: 34,
};

/** Reports a traffic distribution that the cluster's version does not have yet, and leaves it out. */
export function checkDistribution(
  service: ServiceDeclaration,
  version: string,
  report: Report,
): ServiceDeclaration {
  const { trafficDistribution: value, name } = service;
  if (value === null || minorOf(version) >= SINCE[value]) return service;
  const parameters = { service: name.value, text: value, since: `1.${SINCE[value]}`, version };
  report(warningAt(name.span, "distribution-too-new", parameters));
  return { ...service, trafficDistribution: null };
}
