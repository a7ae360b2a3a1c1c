import { utf8Length } from "../../packet/payload-length.js";

/** The first line of a request. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
}

/** A response as a client reads it. */
export interface HttpResponse {
  readonly status: number;
  readonly body: string;
}

const END_OF_HEAD = "\r\n\r\n";

// RFC 9110 15; a status that is not listed goes without a phrase, as RFC 9112 allows.
const PHRASES: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** What curl sends for a URL. */
export function formatRequest(path: string, host: string, agent: string): string {
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, `User-Agent: ${agent}`, "Accept: */*"];
  return lines.join("\r\n") + END_OF_HEAD;
}

/** The request at the start of a text; null until its head is complete. */
export function readRequest(text: string): HttpRequest | null {
  if (!text.includes(END_OF_HEAD)) return null;
  const [method = "", path = ""] = text.split(/\s/, 2);
  return { method, path };
}

/** A response with its length, so that the connection stays open after it. */
export function formatResponse({ status, body }: HttpResponse): string {
  const lines = [
    `HTTP/1.1 ${status} ${PHRASES[status] ?? ""}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${utf8Length(body)}`,
  ];
  return lines.join("\r\n") + END_OF_HEAD + body;
}

/** The response in a text; null while part of it is missing. */
export function readResponse(text: string): HttpResponse | null {
  const end = text.indexOf(END_OF_HEAD);
  if (end === -1) return null;
  const head = text.slice(0, end);
  const body = text.slice(end + END_OF_HEAD.length);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  if (utf8Length(body) < length) return null;
  return { status: Number(head.split(" ", 2)[1] ?? 0), body };
}
