/** The tables of xtables, in the order in which a dump of this project lists them. */
export type TableName = "raw" | "mangle" | "nat" | "filter" | "security";
