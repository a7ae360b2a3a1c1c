/** Whether a version of Kubernetes, `1.36`, is of this minor version or a later one. */
export function isAtLeast(version: string, minor: number): boolean {
  return Number(version.split(".")[1] ?? 0) >= minor;
}
