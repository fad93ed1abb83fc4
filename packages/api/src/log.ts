import type { Log } from "./core";

/**
 * One line for each event: readable in development, JSON in production. Errors are told by kind, code and place, not by
 * message: a driver's message carries SQL and with it what visitors wrote.
 */
export function createLog(
  environment: "development" | "test" | "production",
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Log {
  return (level, message, facts = {}) => {
    const told = Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [key, value instanceof Error ? describeError(value) : value]),
    );
    if (environment === "production") write(JSON.stringify({ at: new Date().toISOString(), level, message, ...told }));
    else write(Object.keys(told).length === 0 ? `${level}: ${message}` : `${level}: ${message} ${JSON.stringify(told)}`);
  };
}

interface ErrorDescription {
  name: string;
  code?: unknown;
  at: string[];
  cause?: ErrorDescription;
}

const FRAMES = 6;

function describeError(error: Error): ErrorDescription {
  const frames = framesOf(error).filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...("code" in error ? { code: error.code } : {}),
    at: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

/** A stack begins with the message, whose lines may look like frames. */
function framesOf({ stack = "", message }: Error): string[] {
  const start = message === "" ? -1 : stack.indexOf(message);
  return (start < 0 ? stack : stack.slice(start + message.length)).split("\n");
}
