import { z } from 'zod'
import { addDays, type LocalDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'

export type AccountKind = 'citizen' | 'staff' | 'client'
export type AccountStatus = 'active' | 'locked' | 'closed'

const minute = 60_000
const hour = 60 * minute

/** How long a session lives: without a request, and at most. A working day for staff, so that nobody signs in twice a day. */
export const sessionLimits: Record<'citizen' | 'staff', { idle: number; absolute: number }> = {
  citizen: { idle: 60 * minute, absolute: 12 * hour },
  staff: { idle: 8 * hour, absolute: 8 * hour },
}

/** How long a sign-in may stay half done. */
export const signInMinutes = 10

/**
 * Phạm vi: what a token may be used for, by heading of the contract; among what its account may do, never beyond.
 * `write` does not include `read`, nor to sign. What is open to anyone needs none.
 */
export const tokenScopes = [
  'files:read',
  'files:write',
  'dossiers:read',
  'dossiers:write',
  'dossiers:sign',
  'vault:read',
  'documents:read',
  'documents:write',
  'operations-centre:read',
  'directives:read',
  'directives:write',
  'payments:read',
  'payments:write',
  'meetings:read',
] as const
export type TokenScope = (typeof tokenScopes)[number]

/** A signature is a person's: no client system gets a token for it. */
export const clientScopes = tokenScopes.filter((scope) => scope !== 'dossiers:sign')

export const clientTokenSeconds = 3600
export const longestTokenDays = 365

/** Failures are forgotten after an hour. */
export const attemptWindow = hour
const longestWait = 15 * minute

/**
 * How long to wait after so many failures within the hour: nothing for the first `free`, then 5 s, doubled
 * each time. An office behind one address gets more free tries than one login does.
 */
export function waitAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(5_000 * 2 ** (failures - free), longestWait)
}

/** Tries without a wait: of a password at sign-in, of a code, of one's own password when changing it, … */
export const freeFailures = { login: 3, code: 3, password: 3, client: 10, demo: 10, address: 20 } as const

/** A device on which nobody has completed a sign-in for so long is no longer known. */
export const deviceDays = 180
/** An account is known on so many devices; the one unused longest gives way. */
export const mostDevices = 20

/** The page asked for, if it is one of ours: a path on this site. Anything else becomes `otherwise`. */
export function safeReturnPath(value: string | null | undefined, otherwise = '/'): string {
  // A browser reads `//host`, `/\host` and a tab between the slashes as another site.
  if (!value || value.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return otherwise
  const base = 'http://nhip.invalid'
  const url = URL.parse(value, base)
  if (!url || url.origin !== base || url.pathname.startsWith('//')) return otherwise
  if (/^\/(dang-nhap|dang-xuat|can-bo\/dang-nhap)(\/|$)/.test(url.pathname)) return otherwise
  return url.pathname + url.search + url.hash
}

/** Logins are typed on phones: case and stray spaces do not matter. */
export function normaliseLogin(login: string): string {
  return login.normalize('NFC').trim().toLowerCase()
}

/** What an identity provider says of a person (OpenID Connect Core §5.1), under the names we use. */
export interface PersonClaims {
  idNumber: string
  fullName: string
  bornOn: string
  gender: 'male' | 'female'
  phone?: string
}

const genders: Record<string, 'male' | 'female'> = {
  male: 'male',
  nam: 'male',
  m: 'male',
  female: 'female',
  nữ: 'female',
  f: 'female',
}

const Claims = z.object({
  idNumber: z.string().regex(/^\d{12}$/),
  name: z
    .string()
    .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(100)),
  birthdate: Day,
  gender: z.string().optional(),
  phone_number: z.string().max(30).optional(),
})

/** Reads the claims; undefined when one that we cannot do without is missing or malformed. */
export function readClaims(claims: Record<string, unknown>, idNumberClaim: string): PersonClaims | undefined {
  const parsed = Claims.safeParse({ ...claims, idNumber: claims[idNumberClaim] })
  if (!parsed.success) return undefined
  const { idNumber, name, birthdate, gender, phone_number: phone } = parsed.data
  return {
    idNumber,
    fullName: name,
    bornOn: birthdate,
    // The fourth digit of the number tells the century and the sex (NĐ 137/2015/NĐ-CP Điều 7, NĐ 70/2024/NĐ-CP).
    gender: genders[gender?.toLowerCase() ?? ''] ?? (Number(idNumber[3]) % 2 === 0 ? 'male' : 'female'),
    ...(phone ? { phone } : {}),
  }
}

/**
 * Level of electronic identification a provider says somebody signed in with (`acr`, OpenID Connect Core §2; NĐ 69/2024/NĐ-CP):
 * however it writes it, the digit at its end. Undefined for anything else.
 */
export function readLevel(acr: unknown): 1 | 2 | undefined {
  const text = typeof acr === 'number' ? String(acr) : typeof acr === 'string' ? acr : ''
  const [before = '', last] = [text.at(-2), text.at(-1)]
  if ((last !== '1' && last !== '2') || (before >= '0' && before <= '9')) return undefined
  return last === '2' ? 2 : 1
}

/** How a grant stands on a day. `cut_short`: withdrawn on its first day; `never_began`: withdrawn before it. */
export type GrantState = 'valid' | 'future' | 'ended' | 'cut_short' | 'never_began'

export function grantState(
  { validFrom, validTo }: { validFrom: LocalDay; validTo: LocalDay | null },
  today: LocalDay,
): GrantState {
  if (validTo !== null && validTo < validFrom) {
    return validTo < addDays(validFrom, -1) ? 'never_began' : 'cut_short'
  }
  if (validFrom > today) return 'future'
  return validTo !== null && validTo < today ? 'ended' : 'valid'
}

/** `Chrome trên Windows`: enough to recognise one's own device in a list. */
export function describeDevice(userAgent: string): string {
  const browser = firstMatch(userAgent, [
    [/Edg\//, 'Edge'],
    [/coc_coc_browser/i, 'Cốc Cốc'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = firstMatch(userAgent, [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iPhone hoặc iPad'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'máy Mac'],
    [/Linux/, 'Linux'],
  ])
  if (browser && system) return `${browser} trên ${system}`
  return browser ?? system ?? 'Thiết bị không rõ'
}

function firstMatch(text: string, names: [RegExp, string][]): string | undefined {
  return names.find(([pattern]) => pattern.test(text))?.[1]
}
