/** The database program of this machine and the flags we run it with. */
export interface ServerProgram {
  kind: "MariaDB" | "MySQL";
  /** Command that fills an empty data folder. */
  prepare(dataDirectory: string): string[];
  /** Command that serves a data folder on a Unix socket, in the foreground. */
  serve(options: { dataDirectory: string; socketPath: string; pidFile: string; durable: boolean }): string[];
}

const ADMIN_FOLDERS = "/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/libexec:/opt/homebrew/bin";
const MISSING =
  "No database server found: install one (apt-get install mariadb-server-core mariadb-client-core) or set DATABASE_URL to a MySQL or MariaDB server.";

/** MySQL's default mode: MariaDB must refuse what MySQL refuses. */
const SQL_MODE = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
const REDO_LOG = "48M";

/**
 * Prefers MariaDB, which starts quicker. `searchPath` replaces the usual folders.
 * @throws Error with one line saying what to install
 */
export function findServerProgram(searchPath?: string): ServerProgram {
  const which = (name: string) =>
    searchPath === undefined ? (Bun.which(name) ?? Bun.which(name, { PATH: ADMIN_FOLDERS })) : Bun.which(name, { PATH: searchPath });
  const mariadbd = which("mariadbd");
  const installer = which("mariadb-install-db");
  if (mariadbd && installer) return mariadb(mariadbd, installer);
  const mysqld = which("mysqld");
  // On a MariaDB machine `mysqld` is a link to mariadbd, which cannot do without its installer.
  if (mysqld && !mariadbd) return mysql(mysqld);
  throw new Error(MISSING);
}

function mariadb(program: string, installer: string): ServerProgram {
  return {
    kind: "MariaDB",
    prepare: (dataDirectory) => [
      installer,
      "--no-defaults",
      `--datadir=${dataDirectory}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      // Without it the installer stops where the machine's own name does not resolve.
      "--force",
      `--innodb-log-file-size=${REDO_LOG}`,
      ...asRoot(),
    ],
    serve: (options) => [...serve(program, options), `--innodb-log-file-size=${REDO_LOG}`],
  };
}

function mysql(program: string): ServerProgram {
  return {
    kind: "MySQL",
    prepare: (dataDirectory) => [program, "--no-defaults", "--initialize-insecure", `--datadir=${dataDirectory}`, ...asRoot()],
    serve: (options) => [
      ...serve(program, options),
      `--innodb-redo-log-capacity=${REDO_LOG}`,
      "--mysqlx=OFF",
      "--skip-log-bin",
      "--secure-file-priv=",
    ],
  };
}

function serve(program: string, options: Parameters<ServerProgram["serve"]>[0]): string[] {
  return [
    program,
    // Must be first: the machine's own my.cnf would move files and the character set.
    "--no-defaults",
    `--datadir=${options.dataDirectory}`,
    `--socket=${options.socketPath}`,
    `--pid-file=${options.pidFile}`,
    "--skip-networking",
    "--skip-name-resolve",
    ...asRoot(),
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--default-time-zone=+00:00",
    `--sql-mode=${SQL_MODE}`,
    "--innodb-buffer-pool-size=128M",
    "--max-allowed-packet=64M",
    "--max-connections=200",
    "--performance-schema=OFF",
    ...(options.durable ? ["--innodb-flush-log-at-trx-commit=1"] : ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0"]),
  ];
}

/** Both servers refuse to run as root unless told to. Staying root also keeps the parent-death signal, which a change of user clears. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ["--user=root"] : [];
}
