/** A template of `auto` in the form of Go's regexp.Expand: `{1}` is written `${1}` there (coredns plugin/auto/regexp.go). */
export function goTemplate(template: string): string {
  return template.replaceAll("{", "${");
}

/** Fills the groups of a match into a template (go regexp: Regexp.Expand). */
export function expandTemplate(
  template: string,
  names: readonly string[],
  groups: readonly (string | null)[],
): string {
  return template.replaceAll(
    /\$(?:\$|\{(\w+)\}|(\w+))/g,
    (found, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return "$";
      const number = /^\d+$/.test(name)
        ? Number(name)
        : names.findIndex((own, index) => own === name && groups[index] !== null);
      return groups[number] ?? "";
    },
  );
}
