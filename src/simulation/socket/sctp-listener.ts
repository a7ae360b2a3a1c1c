import type { SctpAssociation, SctpTags } from "../sctp/association.js";
import type { Mailbox } from "./mailbox.js";

/** An SCTP socket that waits for associations. */
export interface SctpListener {
  readonly number: number;
  readonly program: string;
  readonly port: number;
  /** What its cookies say, by `connectionKey`: an INIT leaves nothing behind but the cookie that its sender brings back. */
  readonly cookies: Map<string, SctpTags>;
  /** Associations that the program has not accepted yet. */
  readonly accepted: Mailbox<SctpAssociation>;
}
