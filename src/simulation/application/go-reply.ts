import { TIME_0 } from "../../kubeproxy/health.js";
import { formatResponse } from "./http-message.js";
import type { HttpResponse } from "./http-message.js";
import type { HttpReply } from "./http-server.js";

/** What a server of Go's net/http says that answers in JSON unless it says otherwise: the headers in Go's order, the date last but one. */
export function goReply(
  response: HttpResponse,
  headers: Readonly<Record<string, string>>,
  now: number,
): HttpReply {
  const all = {
    "Content-Type": "application/json",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  };
  const date = new Date(TIME_0 + Math.floor(now / 1000)).toUTCString();
  const text = formatResponse(response, { ...all, Date: date });
  return { status: response.status, text, closes: false };
}
