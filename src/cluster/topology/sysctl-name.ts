/** A setting's name with slashes, as sysctl(8) takes it: the first separator decides whether dots or slashes part it. */
export function sysctlPath(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  if (first !== ".") return name;
  return name.replace(/[./]/g, (separator) => (separator === "." ? "/" : "."));
}
