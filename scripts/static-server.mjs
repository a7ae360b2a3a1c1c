// Serves a folder on this machine only: for `npm start`, measurements and screenshots.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".hop": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves the folder on the first free port from `port` up (0: any). Resolves to the address and a function that ends it. */
export async function serveFolder(folder, port = 0) {
  const server = createServer((request, response) => {
    const file = fileFor(folder, request.url ?? "/");
    if (file === null) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
      return;
    }
    const headers = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    };
    const zip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, zip ? { ...headers, "content-encoding": "gzip" } : headers);
    const stream = createReadStream(file);
    stream.on("error", () => response.destroy());
    if (zip) stream.pipe(createGzip()).pipe(response);
    else stream.pipe(response);
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function fileFor(folder, url) {
  let path;
  try {
    path = normalize(decodeURIComponent(url.split(/[?#]/)[0]));
  } catch {
    return null;
  }
  if (path.split(/[\\/]/).includes("..") || path.includes("\0")) return null;
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE" && port !== 0 && port < 65535)
        resolve(listen(server, port + 1));
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => resolve());
  });
}
