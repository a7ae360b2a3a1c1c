import { objectKey } from "../../trace/api-object.js";
import type { ApiObject } from "../../trace/api-object.js";
import type { HostMoment } from "../moment.js";
import { ageText } from "./age.js";

type ObjectOf<Kind extends ApiObject["kind"]> = (ApiObject & { readonly kind: Kind })["object"];

/** An object of the API server at a moment, and its age. */
export interface KnownObject<Kind extends ApiObject["kind"]> {
  readonly object: ObjectOf<Kind>;
  /** Since it came, on the play's clock; what was there at the start is as old as the play. */
  readonly age: string;
}

/** The objects of a kind that the API server holds at a moment. */
export function objectsOf<Kind extends ApiObject["kind"]>(
  { state }: HostMoment,
  kind: Kind,
): readonly KnownObject<Kind>[] {
  return state.objects.flatMap((one) => {
    if (one.kind !== kind) return [];
    const age = ageText(state.objectsCreatedAt[objectKey(one)] ?? 0, state.at);
    // The kind was compared, which the compiler does not carry over to the object.
    return [{ object: one.object as ObjectOf<Kind>, age }];
  });
}
