import { createServer } from "node:http";
import type { Server } from "node:http";
import type { ServedFile } from "./world.js";

const LAST_PORT = 65535;

/** Serves texts by their paths on this machine only, on the first free port from `port` up. Resolves to the address. */
export async function serveFiles(
  files: ReadonlyMap<string, ServedFile>,
  port: number,
): Promise<string> {
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? "/").split(/[?#]/)[0] ?? "/");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("cache-control", "no-store");
    response.setHeader("content-type", file?.type ?? "text/plain");
    response.writeHead(file === undefined ? 404 : 200);
    response.end(file?.text ?? "Not found\n");
  });
  return `http://127.0.0.1:${await listen(server, port)}/`;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE" && port < LAST_PORT;
      if (isTaken) resolve(listen(server, port + 1));
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
