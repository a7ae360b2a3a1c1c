/** What a template may mention. */
export type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

/** Fills `{name}` in a catalogue's template; a list is joined with commas. A name without a value is a mistake of ours and throws. */
export function fill(template: string, parameters: Parameters): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`hopwise: no value for {${name}} in "${template}"`);
    return Array.isArray(value) ? value.join(", ") : String(value);
  });
}
