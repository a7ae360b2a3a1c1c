/** The mask of so many of the highest of 32 bits; from 1 to 31. */
export function maskOfLength(length: number): number {
  return (-1 << (32 - length)) >>> 0;
}

/** How many of the highest bits a mask takes, where it takes those alone and not all; null for any other mask. */
export function lengthOfMask(mask: number): number | null {
  const length = Math.clz32(~mask);
  return length > 0 && length < 32 && maskOfLength(length) === mask ? length : null;
}
