/** Which register an address asks for. */
import type { RegisterQuery } from '#server/modules/documents/index.ts'
import { isLocalDay, parseVietnameseDate } from '#shared/dates.ts'

export const registerKeys = { di: 'out', den: 'in', 'theo-doi': 'followed' } as const
export type RegisterKey = keyof typeof registerKeys

export interface Asked extends RegisterQuery {
  key: RegisterKey
  /** What stands in the boxes of days, as typed. */
  typed: { from: string; to: string }
  /** A day was typed that is none: nothing is left out unseen. */
  isDayWrong: boolean
}

/** What an address asks for; a day stands in it as people write it, or as `2026-11-29`. */
export function askedIn(search: URLSearchParams): Asked {
  const get = (name: string) => (search.get(name) ?? '').trim().slice(0, 100)
  const key = (Object.keys(registerKeys) as RegisterKey[]).find((known) => known === get('so')) ?? 'den'
  const typed = { from: get('tu'), to: get('den') }
  const [from, to] = [dayIn(typed.from), dayIn(typed.to)]
  const year = Number(get('nam'))
  const page = Number.parseInt(get('trang'), 10)
  return {
    key,
    which: registerKeys[key],
    register: get('sach') || undefined,
    agencyId: get('co-quan') || undefined,
    year: Number.isInteger(year) && year > 1900 && year < 3000 ? year : undefined,
    span: from || to ? { from: from ?? to ?? '', to: to ?? from ?? '' } : undefined,
    page: Number.isInteger(page) && page > 0 ? Math.min(page, 1_000_000) : 1,
    typed,
    isDayWrong: (typed.from !== '' && !from) || (typed.to !== '' && !to),
  }
}

function dayIn(typed: string): string | undefined {
  if (typed === '') return undefined
  if (isLocalDay(typed)) return typed
  const day = parseVietnameseDate(typed)
  return day.ok ? day.day : undefined
}
