import type { Application } from "../../cluster/pod.js";
import type { HttpListener } from "../../dns/http-listener.js";
import { formatResponse } from "./http-message.js";
import type { HttpRequest } from "./http-message.js";
import type { HttpReply } from "./http-server.js";

/** A declared server says the same to everybody. */
export function declaredReply({
  status,
  body,
}: Application & { readonly kind: "http" }): () => HttpReply {
  const text = formatResponse({ status, body });
  return () => ({ status, text, closes: false });
}

/** What CoreDNS's health, ready and prometheus plugins say; of the metrics, which are not counted here, nothing. */
export function corednsReply({ plugin, path: known }: HttpListener): (r: HttpRequest) => HttpReply {
  return ({ path }) => {
    const isKnown = path.split("?", 1)[0] === known;
    const status = isKnown ? 200 : 404;
    const good = plugin === "prometheus" ? "" : "OK";
    // Go net/http: NotFound.
    const body = isKnown ? good : "404 page not found\n";
    return { status, text: formatResponse({ status, body }), closes: false };
  };
}

/** What a server of Go's net/http that speaks TLS says to a request without it: its bytes, and the end (net/http/server.go: conn.serve). */
export function plainRequestReply(): HttpReply {
  const text = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
  return { status: 400, text, closes: true };
}
