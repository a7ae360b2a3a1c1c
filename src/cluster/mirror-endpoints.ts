import { familyOf, FAMILIES } from "../base/address.js";
import type { Family } from "../base/address.js";
import type { EndpointDeclaration, EndpointSliceDeclaration, Said } from "./declaration.js";
import type { EndpointPort } from "./endpoint-slice.js";
import { nameSuffix } from "./object-name.js";

/** An Endpoints object as it was written by hand: it has the name of its Service. */
export interface EndpointsDeclaration {
  readonly name: Said<string>;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly subsets: readonly {
    readonly ports: readonly EndpointPort[];
    readonly endpoints: readonly EndpointDeclaration[];
  }[];
}

/** The slices that an Endpoints object is mirrored to, one for each subset and family (kubernetes pkg/controller/endpointslicemirroring v1.36). */
export function mirroredSlices({
  name,
  namespace,
  labels,
  subsets,
}: EndpointsDeclaration): readonly EndpointSliceDeclaration[] {
  return subsets.flatMap(({ ports, endpoints }, index) =>
    FAMILIES.flatMap((family): readonly EndpointSliceDeclaration[] => {
      const own = endpoints.filter((endpoint) => isOf(endpoint, family));
      if (own.length === 0) return [];
      const suffix = nameSuffix(`${namespace}/${name.value}/${family}/${index}`);
      return [
        {
          name: { value: `${name.value}-${suffix}`, span: name.span },
          namespace,
          service: name,
          labels: {
            ...labels,
            "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io",
            "kubernetes.io/service-name": name.value,
          },
          family,
          ports,
          endpoints: own,
        },
      ];
    }),
  );
}

function isOf({ addresses: [first] }: EndpointDeclaration, family: Family): boolean {
  return first !== undefined && familyOf(first.value) === family;
}
