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
export function formatResponse(
  { status, body }: HttpResponse,
  headers: Readonly<Record<string, string>> = { "Content-Type": "text/plain; charset=utf-8" },
): string {
  const lines = [
    `HTTP/1.1 ${status} ${PHRASES[status] ?? ""}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${utf8Length(body)}`,
  ];
  return lines.join("\r\n") + END_OF_HEAD + body;
}

/** What a client has heard of a response; each byte is looked at once. */
export interface ResponseReader {
  /** Takes what came; the response once it is complete, else null. */
  take(text: string): HttpResponse | null;
  /** The peer has closed: what came is complete where its length was not said (RFC 9112 6.3). */
  end(): HttpResponse | null;
}

/** A reader of one response. */
export function createResponseReader(): ResponseReader {
  let head: ResponseHead | null = null;
  let start = "";
  const body: string[] = [];
  let bytes = 0;
  const read = (text: string): void => {
    body.push(text);
    bytes += utf8Length(text);
  };
  const made = ({ status }: ResponseHead): HttpResponse => ({ status, body: body.join("") });
  return {
    take: (text) => {
      if (head === null) {
        start += text;
        const end = start.indexOf(END_OF_HEAD);
        if (end === -1) return null;
        head = readHead(start.slice(0, end));
        read(start.slice(end + END_OF_HEAD.length));
      } else read(text);
      return head.length !== null && bytes >= head.length ? made(head) : null;
    },
    end: () => (head?.length === null ? made(head) : null),
  };
}

interface ResponseHead {
  readonly status: number;
  /** In bytes; null where the body goes on until the connection is closed. */
  readonly length: number | null;
}

function readHead(text: string): ResponseHead {
  const length = /^content-length: *(\d+)/im.exec(text)?.[1];
  const status = Number(text.split(" ", 2)[1] ?? 0);
  return { status, length: length === undefined ? null : Number(length) };
}
