/** The address a request asks for, before anybody makes a URL of it. */

/**
 * `target` as a path of this server: what begins with several slashes would name another host. Undefined for what no
 * address of ours can hold: another form of target, or a NUL, written or encoded.
 */
export function readTarget(target: string): string | undefined {
  if (!target.startsWith('/') || /%00/.test(target)) return undefined
  const path = target.replace(/^[/\\]+/, '/')
  // Going up and staying may leave slashes in front again: `/.//host`.
  const resolved = URL.parse(path, 'http://host')
  if (resolved?.host !== 'host') return undefined
  return resolved.pathname.startsWith('//')
    ? `${resolved.pathname.replace(/^\/+/, '/')}${resolved.search}`
    : path
}
