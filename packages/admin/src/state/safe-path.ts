/** Where to go after logging in: a path of this app, never another site. */
export function safePath(from: string | undefined): string {
  return from && /^\/(?![/\\])/.test(from) ? from : "/";
}
