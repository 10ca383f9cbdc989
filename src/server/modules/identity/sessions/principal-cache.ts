import type { Principal } from './principal.ts'

const lifetime = 5_000
const capacity = 20_000
const entries = new Map<string, { principal: Principal; until: number }>()
const changing = new Map<string, number>()

/** Principals by token hash, for five seconds: a page with ten requests asks the database once. */
export function cachedPrincipal(key: string, now: number): Principal | undefined {
  const entry = entries.get(key)
  return entry && entry.until > now ? entry.principal : undefined
}

export function cachePrincipal(key: string, principal: Principal, now: number): void {
  const changedAt = changing.get(principal.accountId)
  if (changedAt !== undefined) {
    // The change may still be uncommitted, and this row be the one before it.
    if (Date.now() - changedAt < lifetime) return
    changing.delete(principal.accountId)
  }
  if (entries.size >= capacity) entries.clear()
  entries.set(key, { principal, until: Math.min(now + lifetime, principal.expiresAt.getTime()) })
}

/** Forgets an account in this process from now on: after signing out, a withdrawn role, a lock. */
export function forgetPrincipals(accountId: string): void {
  if (changing.size >= capacity) changing.clear()
  changing.set(accountId, Date.now())
  for (const [key, { principal }] of entries) if (principal.accountId === accountId) entries.delete(key)
}
