import { dlopen, ptr } from "bun:ffi";

// Of the kernel's headers, whose names these are.
const PR_SET_NO_NEW_PRIVS = 38;
const PR_SET_SECCOMP = 22;
const SECCOMP_MODE_FILTER = 2;
const SECCOMP_RET_ALLOW = 0x7fff0000;
const SECCOMP_RET_ERRNO_EPERM = 0x00050001;
const LOAD_WORD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const RETURN = 0x06;
const SETPRIORITY = process.arch === "arm64" ? 140 : 141;

/** Each instruction: what, how many to skip where true, and where not, its operand. */
const FILTER: readonly (readonly [number, number, number, number])[] = [
  [LOAD_WORD, 0, 0, 0],
  [JUMP_IF_EQUAL, 0, 1, SETPRIORITY],
  [RETURN, 0, 0, SECCOMP_RET_ERRNO_EPERM],
  [RETURN, 0, 0, SECCOMP_RET_ALLOW],
];

/**
 * For tests, on Linux: has the kernel refuse any change of priority, as the profile of a strict sandbox does, to this thread and
 * those it starts from now on. There is no way back. @throws Error where the kernel takes no filter
 */
export function forbidPriorities(): void {
  const instructions = Buffer.alloc(FILTER.length * 8);
  FILTER.forEach(([code, ifTrue, ifFalse, operand], index) => {
    const at = index * 8;
    instructions.writeUInt16LE(code, at);
    instructions.writeUInt8(ifTrue, at + 2);
    instructions.writeUInt8(ifFalse, at + 3);
    instructions.writeUInt32LE(operand, at + 4);
  });
  const program = Buffer.alloc(16);
  program.writeUInt16LE(FILTER.length, 0);
  program.writeBigUInt64LE(BigInt(ptr(instructions)), 8);
  const { symbols } = dlopen("libc.so.6", { prctl: { args: ["int", "u64", "u64", "u64", "u64"], returns: "int" } });
  const wasTaken =
    symbols.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) === 0 && symbols.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ptr(program), 0, 0) === 0;
  if (!wasTaken) throw new Error("the kernel took no filter");
}
