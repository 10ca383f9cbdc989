import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Anyone may begin a sign-in: beyond so many the oldest is given up. */
const capacity = 10_000
const sweepEveryMs = 10_000

/** Sign-ins and grants of the demo provider, in memory: a restart ends them and nothing else. */
export class MemoryAdapter implements Adapter {
  static #entries = new Map<string, { payload: AdapterPayload; until: number }>()
  static #sweptAt = 0
  readonly #model: string

  constructor(model: string) {
    this.#model = model
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    this.#forgetExpired()
    const until = Date.now() + (expiresIn || 3600) * 1000
    const [oldest] = MemoryAdapter.#entries.keys()
    if (oldest !== undefined && MemoryAdapter.#entries.size >= capacity) MemoryAdapter.#entries.delete(oldest)
    MemoryAdapter.#entries.set(this.#key(id), { payload, until })
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const entry = MemoryAdapter.#entries.get(this.#key(id))
    return entry && entry.until > Date.now() ? entry.payload : undefined
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#search((payload) => payload.uid === uid)
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#search((payload) => payload.userCode === userCode)
  }

  async consume(id: string): Promise<void> {
    const entry = MemoryAdapter.#entries.get(this.#key(id))
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<void> {
    MemoryAdapter.#entries.delete(this.#key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of MemoryAdapter.#entries) {
      if (payload.grantId === grantId) MemoryAdapter.#entries.delete(key)
    }
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }

  #search(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, until }] of MemoryAdapter.#entries) {
      if (key.startsWith(`${this.#model}:`) && until > Date.now() && fits(payload)) return payload
    }
    return undefined
  }

  #forgetExpired(): void {
    const now = Date.now()
    if (now - MemoryAdapter.#sweptAt < sweepEveryMs) return
    MemoryAdapter.#sweptAt = now
    for (const [key, { until }] of MemoryAdapter.#entries)
      if (until <= now) MemoryAdapter.#entries.delete(key)
  }
}
