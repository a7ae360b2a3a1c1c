import type { Family } from "../../base/address.js";
import { familyOf } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import { familiesOf } from "../build-services.js";
import type { ClusterSettings } from "../cluster.js";
import type { Said, ServiceDeclaration } from "../declaration.js";

/** Reports what the type of a Service does not go with, as the API server refuses it, and leaves it out. */
export function checkServiceType(
  service: ServiceDeclaration,
  settings: ClusterSettings,
  report: Report,
): ServiceDeclaration {
  switch (service.type) {
    case "ExternalName":
      return checkExternalName(service, report);
    case "NodePort":
    case "LoadBalancer":
    case "ClusterIP":
      return checkAddressed(service, settings, report);
  }
}

function checkExternalName(service: ServiceDeclaration, report: Report): ServiceDeclaration {
  const parameters = { service: service.name.value };
  if (service.externalName === null)
    report(errorAt(service.name.span, "external-name-missing", parameters));
  if (Object.keys(service.selector).length > 0)
    report(warningAt(service.name.span, "external-name-with-selector", parameters));
  refuse(service, placesOf(service.clusterAddresses), "cluster-ip", report);
  refuse(service, placesOf(service.loadBalancerIngress), "load-balancer-ip", report);
  refuse(service, placesOf(service.loadBalancerSourceRanges), "source-ranges", report);
  return {
    ...service,
    headless: false,
    clusterAddresses: [],
    selector: {},
    loadBalancerIngress: [],
    loadBalancerSourceRanges: [],
  };
}

function checkAddressed(
  service: ServiceDeclaration,
  settings: ClusterSettings,
  report: Report,
): ServiceDeclaration {
  const { type, name, externalName } = service;
  if (externalName !== null) refuse(service, [externalName.span], "external-name", report);
  if (service.headless && type !== "ClusterIP")
    report(errorAt(name.span, "headless-of-type", { service: name.value, type }));
  const isBalanced = type === "LoadBalancer";
  if (!isBalanced) {
    refuse(service, placesOf(service.loadBalancerIngress), "load-balancer-ip", report);
    refuse(service, placesOf(service.loadBalancerSourceRanges), "source-ranges", report);
    if (!service.allocatesNodePorts) refuse(service, [name.span], "no-node-ports", report);
  }
  const isOutside = type !== "ClusterIP" || service.externalAddresses.length > 0;
  if (!isOutside && service.externalTrafficPolicy === "Local")
    report(errorAt(name.span, "external-policy-without-use", { service: name.value }));
  const right = {
    ...service,
    externalName: null,
    headless: service.headless && type === "ClusterIP",
    externalTrafficPolicy: isOutside ? service.externalTrafficPolicy : ("Cluster" as const),
    loadBalancerIngress: isBalanced ? service.loadBalancerIngress : [],
    loadBalancerSourceRanges: isBalanced ? service.loadBalancerSourceRanges : [],
    allocatesNodePorts: isBalanced ? service.allocatesNodePorts : true,
  };
  warnOfFamilies(right, familiesOf(right, settings), report);
  return right;
}

function refuse(
  service: ServiceDeclaration,
  places: readonly SourceSpan[],
  part: string,
  report: Report,
): void {
  const parameters = { service: service.name.value, type: service.type, word: part };
  for (const span of places.slice(0, 1)) report(errorAt(span, "part-of-other-type", parameters));
}

function placesOf(list: readonly Said<unknown>[]): readonly SourceSpan[] {
  return list.map(({ span }) => span);
}

// kube-proxy's proxier of a family passes over addresses of the other one.
function warnOfFamilies(service: ServiceDeclaration, own: readonly Family[], report: Report): void {
  if (service.headless || own.length === 0) return;
  const addresses = [
    ...service.externalAddresses,
    ...service.loadBalancerIngress.map(({ value, span }) => ({ value: value.address, span })),
  ];
  for (const { value: address, span } of addresses) {
    if (address === null || own.includes(familyOf(address))) continue;
    report(warningAt(span, "address-of-other-family", { address, families: own }));
  }
}
