import type { Socket as DatagramSocket } from "node:dgram";
import type { Socket as StreamSocket } from "node:net";
import type { SocketReport, SocketOrder } from "./message.js";

/**
 * The program that runs in a namespace and does with real sockets what it is told, a line of JSON for each order. It is
 * handed to Node as its own text, so it uses nothing from outside; it ends with its standard input.
 */
export async function socketProgram(): Promise<void> {
  const net = await import("node:net");
  const dgram = await import("node:dgram");
  const readline = await import("node:readline");
  const connections = new Map<number, StreamSocket>();
  const sockets = new Map<number, DatagramSocket>();
  const clients = new Set<{ readonly destroy: () => void }>();
  let numbers = 0;
  const say = (news: SocketReport): void => {
    process.stdout.write(`${JSON.stringify(news)}\n`);
  };
  const plain = (address: string | undefined): string => (address ?? "").replace(/^::ffff:/, "");
  const codeOf = (error: unknown): string =>
    error instanceof Error && "code" in error ? String(error.code) : String(error);

  const watch = (number: number, socket: StreamSocket): void => {
    connections.set(number, socket);
    socket.on("data", (data) => {
      say({ news: "data", socket: number, data: data.toString("base64") });
    });
    socket.on("end", () => {
      say({ news: "closed", socket: number });
    });
  };
  const hear = (number: number, socket: DatagramSocket, via: number): void => {
    sockets.set(via, socket);
    socket.on("message", (data, { address, port }) => {
      const from = plain(address);
      say({ news: "datagram", socket: number, from, port, via, data: data.toString("base64") });
    });
    socket.on("error", (error) => {
      say({ news: "failed", socket: number, error: codeOf(error) });
    });
  };
  const familyOf = (address: string): "udp4" | "udp6" => (net.isIPv6(address) ? "udp6" : "udp4");

  const obey = (number: number, order: SocketOrder): void => {
    const answer = (
      error: string | null,
      socket: number | null = null,
      local: { readonly address: string; readonly port: number } | null = null,
    ): void => {
      say({ news: "answer", number, error, socket, local });
    };
    switch (order.order) {
      case "listen-tcp": {
        const listener = ++numbers;
        let left = order.addresses.length;
        let failed: string | null = null;
        const done = (): void => {
          if (--left <= 0) answer(failed, listener);
        };
        for (const host of order.addresses) {
          const server = net.createServer({ allowHalfOpen: true });
          server.on("connection", (socket) => {
            const own = ++numbers;
            const port = socket.remotePort ?? 0;
            say({
              news: "accepted",
              listener,
              socket: own,
              from: plain(socket.remoteAddress),
              port,
            });
            watch(own, socket);
            socket.on("error", (error) => {
              say({ news: "failed", socket: own, error: codeOf(error) });
            });
          });
          server.on("error", (error) => {
            failed = codeOf(error);
            done();
          });
          server.listen({ host, port: order.port, ipv6Only: net.isIPv6(host) }, done);
        }
        if (left === 0) answer(null, listener);
        return;
      }
      case "connect-tcp": {
        const own = ++numbers;
        const { to: host, port, localPort } = order;
        const bound = localPort === null ? {} : { localPort };
        const socket = net.connect({ host, port, ...bound, allowHalfOpen: true });
        clients.add(socket);
        socket.on("close", () => clients.delete(socket));
        let isOpen = false;
        socket.on("connect", () => {
          isOpen = true;
          const local = { address: plain(socket.localAddress), port: socket.localPort ?? 0 };
          watch(own, socket);
          answer(null, own, local);
        });
        socket.on("error", (error) => {
          if (isOpen) say({ news: "failed", socket: own, error: codeOf(error) });
          else answer(codeOf(error));
        });
        return;
      }
      case "send-tcp":
        connections.get(order.socket)?.write(Buffer.from(order.data, "base64"));
        answer(null);
        return;
      case "close-tcp":
        connections.get(order.socket)?.end();
        answer(null);
        return;
      case "listen-udp": {
        const listener = ++numbers;
        let left = order.addresses.length;
        let failed: string | null = null;
        const done = (): void => {
          if (--left === 0) answer(failed, listener);
        };
        for (const address of order.addresses) {
          const type = familyOf(address);
          const socket = dgram.createSocket({ type, ipv6Only: type === "udp6" });
          const fail = (error: Error): void => {
            failed = codeOf(error);
            done();
          };
          socket.once("error", fail);
          socket.bind({ address, port: order.port, exclusive: true }, () => {
            socket.off("error", fail);
            hear(listener, socket, ++numbers);
            done();
          });
        }
        if (left === 0) answer(null, listener);
        return;
      }
      case "open-udp": {
        const own = ++numbers;
        const socket = dgram.createSocket({ type: familyOf(order.to) });
        const fail = (error: Error): void => {
          answer(codeOf(error));
        };
        socket.once("error", fail);
        socket.bind({ port: order.localPort ?? 0, exclusive: true }, () => {
          socket.connect(order.port, order.to, (error?: Error | null) => {
            if (error) {
              fail(error);
              return;
            }
            socket.off("error", fail);
            clients.add({
              destroy: () => {
                if (sockets.delete(own)) socket.close();
              },
            });
            hear(own, socket, own);
            const { address, port } = socket.address();
            answer(null, own, { address: plain(address), port });
          });
        });
        return;
      }
      case "send-udp": {
        const data = Buffer.from(order.data, "base64");
        const told = (error: Error | null): void => {
          answer(error === null ? null : codeOf(error));
        };
        const socket = sockets.get(order.socket);
        if (socket === undefined) answer("EBADF");
        else if (order.to === undefined) socket.send(data, told);
        else socket.send(data, order.to.port, order.to.address, told);
        return;
      }
      case "close-udp":
        sockets.get(order.socket)?.close();
        sockets.delete(order.socket);
        answer(null);
        return;
      case "give-up":
        for (const client of clients) client.destroy();
        clients.clear();
        answer(null);
        return;
    }
  };

  const lines = readline.createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const { number, order } = JSON.parse(line) as {
      readonly number: number;
      readonly order: SocketOrder;
    };
    obey(number, order);
  });
  lines.on("close", () => {
    process.exit(0);
  });
  say({ news: "ready" });
}
