/** Where an address may lie outside the province: a commune anywhere in the country, found by its name of today or before July 2025, or another country. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { countryCodes, countryName } from '#shared/form/code-lists.ts'
import { compareTexts, searchKey, toneKey } from '#shared/text/index.ts'

export interface FoundPlace {
  /** A commune's code or a country's. */
  code: string
  name: string
  /** By which former name it was found; a divided commune has several heirs, and the person chooses. */
  note: string | undefined
}

const Communes = z.looseObject({
  provinces: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2}$/),
      name: z.string(),
      communes: z.array(z.tuple([z.string().regex(/^\d{5}$/), z.string()])),
    }),
  ),
})

const FormerCommunes = z.looseObject({
  provinces: z.array(
    z.strictObject({
      name: z.string(),
      communes: z.array(z.tuple([z.string(), z.string(), z.array(z.string()).min(1)])),
    }),
  ),
})

interface Entry {
  codes: readonly string[]
  /** `hai chau`, without what kind of unit it is. */
  bare: string
  /** ` phuong hai chau `, between blanks. */
  name: string
  tone: string
  /** Name, district and province, between blanks. */
  all: string
  /** The districts and provinces it lies or lay in, each with and without its kind. */
  around: readonly string[]
  /** How it was called, when that is no longer its name. */
  former: string | undefined
}

interface Places {
  nameOf: ReadonlyMap<string, { name: string; province: string }>
  entries: readonly Entry[]
  /** Names of districts and provinces: asked for by itself, such a name brings all that lies there. */
  areas: ReadonlySet<string>
}

const longestQuery = 80
const mostWords = 8
const kinds = /^(thanh pho|thi tran|thi xa|dac khu|phuong|tinh|quan|huyen|xa) (?=.)/
/** What people shorten. */
const inFull: Record<string, string> = {
  tp: 'thanh pho',
  tx: 'thi xa',
  tt: 'thi tran',
  p: 'phuong',
  f: 'phuong',
  q: 'quan',
  h: 'huyen',
  x: 'xa',
  hcm: 'ho chi minh',
  hn: 'ha noi',
}
let places: Places | undefined

/** `Phường Hải Châu, thành phố Đà Nẵng` for the code of any commune of today, `Lào` for that of a country other than Việt Nam. */
export function placeName(code: string): string | undefined {
  if (/^[A-Z]{2}$/.test(code))
    return code !== 'VN' && countryCodes.includes(code) ? countryName(code) : undefined
  const place = readPlaces().nameOf.get(code)
  return place && `${place.name}, ${lowerFirst(place.province)}`
}

/** The codes of all communes of the country and of every other country. */
export function listPlaceCodes(): string[] {
  return [...readPlaces().nameOf.keys(), ...countryCodes.filter((code) => code !== 'VN')]
}

/**
 * Places by name as people type it, the likeliest first. The name of a district or province alone brings every commune
 * in it. `among` keeps those of one province. The cost is a few passes over 13,000 names, however the query is made.
 */
export function findPlaces(
  query: string,
  { among, limit = 12 }: { among?: ReadonlySet<string>; limit?: number } = {},
): FoundPlace[] {
  const typed = query.normalize('NFC').slice(0, longestQuery)
  const words = wordsOf(typed)
  if (searchKey(typed).length < 2) return []
  const tone = / /.test(typed.trim()) || /[^\p{ASCII}]/u.test(typed) ? toneKey(typed) : ''
  // What nobody is called: the end of it is left out, twice at most.
  for (let length = words.length; length > 0 && length >= words.length - 2; length--) {
    const found = lookUp(words.slice(0, length), tone, among, limit)
    if (found.length > 0) return found
  }
  return []
}

function wordsOf(typed: string): string[] {
  return searchKey(typed.replace(/\b([pqf])\.?\s?(?=\d)/giu, '$1 '))
    .replace('thua thien hue', 'hue')
    .split(' ')
    .flatMap((word) => (inFull[word] ?? word).split(' '))
    .filter(Boolean)
    .slice(0, mostWords)
}

function lookUp(
  words: readonly string[],
  tone: string,
  among: ReadonlySet<string> | undefined,
  limit: number,
): FoundPlace[] {
  const { entries, areas } = readPlaces()
  const key = words.join(' ')
  const isArea = areas.has(key)
  const named: { entry: Entry; score: number }[] = []
  const within = new Map<string, FoundPlace>()
  for (const entry of entries) {
    if (isArea && entry.around.includes(key)) {
      for (const code of entry.codes)
        if (!among || among.has(code)) within.set(code, placeOf(code, undefined))
    }
    const score = scoreOf(entry, key, words, tone)
    if (score > (isArea ? exactly : 0)) named.push({ entry, score })
  }
  named.sort((one, other) => other.score - one.score)
  const found = new Map<string, FoundPlace>()
  for (const { entry } of named) {
    for (const code of entry.codes) {
      if (found.size >= limit) break
      if (!found.has(code) && (!among || among.has(code))) found.set(code, placeOf(code, entry.former))
    }
  }
  const others = [...within.values()].filter(({ code }) => !found.has(code))
  others.sort((one, other) => compareTexts(one.name, other.name))
  return [...countriesNamed(key, among), ...found.values(), ...others]
}

function placeOf(code: string, note: string | undefined): FoundPlace {
  return { code, name: placeName(code) ?? code, note }
}

/** From here on the name itself was asked for. */
const exactly = 99

function scoreOf(
  { bare, name, tone: written, all, former }: Entry,
  key: string,
  words: readonly string[],
  tone: string,
): number {
  for (const word of words) if (!all.includes(` ${word}`)) return 0
  const today = (former === undefined ? 5 : 0) + (tone !== '' && ` ${tone}`.includes(written) ? 10 : 0)
  const asked = key.replace(kinds, '')
  if (name === ` ${key} `) return exactly + 5 + today
  if (bare === asked) return exactly + 1 + today
  if (` ${key} `.startsWith(name)) return 85 + today
  if (` ${asked} `.startsWith(` ${bare} `)) return 75 + today
  if (bare.startsWith(asked)) return 60 + today
  return words.some((word) => ` ${bare}`.includes(` ${word}`)) ? 30 + today : 0
}

function countriesNamed(key: string, among: ReadonlySet<string> | undefined): FoundPlace[] {
  if (among) return []
  return countryCodes
    .filter((code) => code !== 'VN' && ` ${searchKey(countryName(code))}`.includes(` ${key}`))
    .slice(0, 5)
    .map((code) => ({ code, name: countryName(code), note: undefined }))
}

function readPlaces(): Places {
  places ??= loadPlaces()
  return places
}

function loadPlaces(): Places {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(process.cwd(), 'province/viet-nam', name), 'utf8').normalize('NFC'))
  const nameOf = new Map<string, { name: string; province: string }>()
  const entries: Entry[] = []
  for (const province of Communes.parse(read('communes.json')).provinces) {
    for (const [code, name] of province.communes) {
      nameOf.set(code, { name, province: province.name })
      entries.push(entryOf([code], name, [province.name], undefined))
    }
  }
  for (const province of FormerCommunes.parse(read('former-communes.json')).provinces) {
    for (const [name, district, codes] of province.communes) {
      const around = [district, province.name].filter(Boolean)
      const isNew = codes.length > 1 || nameOf.get(codes[0] ?? '')?.name !== name
      entries.push(
        entryOf(codes, name, around, isNew ? [name, ...around].map(lowerFirst).join(', ') : undefined),
      )
    }
  }
  return { nameOf, entries, areas: new Set(entries.flatMap(({ around }) => around)) }
}

/** Each name of a district or province is written thousands of times and worked out once. */
const areaKeys = new Map<string, string>()

function areaKey(area: string): string {
  const known = areaKeys.get(area)
  if (known !== undefined) return known
  const key = searchKey(area)
  areaKeys.set(area, key)
  return key
}

function entryOf(
  codes: readonly string[],
  name: string,
  around: readonly string[],
  former: string | undefined,
): Entry {
  const key = searchKey(name)
  const areas = around.map(areaKey)
  return {
    codes,
    bare: key.replace(kinds, ''),
    name: ` ${key} `,
    tone: ` ${toneKey(name).replace(/^(thành phố|thị trấn|thị xã|đặc khu|phường|xã) /, '')}`,
    all: ` ${[key, ...areas].join(' ')} `,
    around: areas.flatMap((area) => [area, area.replace(kinds, '')]),
    former,
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}
