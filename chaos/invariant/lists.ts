/** @returns nothing when both are the same in the same order, else one text that says where not */
export function compareLists(what: string, held: readonly string[], stored: readonly string[]): string[] {
  if (held.length === stored.length && held.every((line, index) => line === stored[index])) return [];
  const missing = stored.filter((line) => !held.includes(line));
  const extra = held.filter((line, index) => !stored.includes(line) || held.indexOf(line) !== index);
  return [
    [
      `${what} differs from the rows (${held.length} held, ${stored.length} stored)`,
      ...missing.map((line) => `  missing: ${line}`),
      ...extra.map((line) => `  extra:   ${line}`),
      ...(missing.length + extra.length === 0 ? ["  in another order"] : []),
    ].join("\n"),
  ];
}
