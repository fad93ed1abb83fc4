// Loaded into a server before its own code, so that all servers are weighed alike.
process.on("SIGUSR2", () => Bun.gc(true));
