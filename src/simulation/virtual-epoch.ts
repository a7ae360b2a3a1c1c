/** When virtual time begins, in seconds since 1970: the first day of 2026, UTC. */
export const VIRTUAL_EPOCH = 1_767_225_600;
