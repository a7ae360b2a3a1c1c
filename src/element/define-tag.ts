/** Gives pages a tag; where the page has it already, from a second copy of this package, the first one stays. */
export function defineTag(name: string, element: CustomElementConstructor): void {
  if (typeof customElements === "undefined" || customElements.get(name) !== undefined) return;
  customElements.define(name, element);
}
