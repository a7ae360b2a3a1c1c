/** Seeds whose worlds have shown a mistake before; they are played again whenever all are. */
export const FOUND_SEEDS: readonly number[] = [];
