/** A hardware address as text: `02:42:ac:12:00:02`. */
export type MacAddress = string & { readonly brand: "MacAddress" };
