export interface HttpPlace {
  host: string;
  port: number;
  token?: string | undefined;
}

export interface HttpWire {
  /** Asks for a path, when what was asked before has been answered. @returns the status */
  ask(path: string): Promise<number>;
  close(): void;
}

const HEAD_END = "\r\n\r\n";
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const STATUS_AT = "HTTP/1.1 ".length;

/** One keep-alive connection on a bare socket: it reads the status and the length of an answer, and counts the rest. */
export async function openHttpWire({ host, port, token }: HttpPlace): Promise<HttpWire> {
  const authorization = token ? `Authorization: Bearer ${token}\r\n` : "";
  const headers = ` HTTP/1.1\r\nHost: ${host}:${port}\r\n${authorization}\r\n`;
  let answered: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  let status = 0;
  let missing = -1;
  let head = "";

  const take = (bytes: Buffer) => {
    let rest = bytes.length;
    if (missing < 0) {
      head += bytes.toString("latin1");
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
      const length = LENGTH.exec(head.slice(0, end))?.[1];
      if (length === undefined) return answered?.reject(new Error("an answer says no length: it cannot be told from the next one"));
      missing = Number(length);
      rest = head.length - end - HEAD_END.length;
      head = "";
    }
    missing -= rest;
    if (missing > 0) return;
    missing = -1;
    answered?.resolve(status);
  };
  const socket = await Bun.connect({
    hostname: host,
    port,
    socket: {
      data: (_, bytes) => take(bytes),
      close: () => answered?.reject(new Error("the connection was closed")),
    },
  });
  return {
    ask(path) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      answered = { resolve, reject };
      socket.write(`GET ${path}${headers}`);
      return promise;
    },
    close: () => void socket.end(),
  };
}
