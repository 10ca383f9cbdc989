/** Codes that a newer decision replaced: who looks for the old one is led to the new. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { provinceFolder } from '#server/platform/province.ts'
import type { LocalDay } from '#shared/dates.ts'
import { Replacement } from './replacement.ts'

const ReplacedCodes = z.array(Replacement.extend({ replaced: Replacement.shape.code })).max(2000)
export type ReplacedCodes = z.infer<typeof ReplacedCodes>

let held: ReplacedCodes | undefined

/** The province's `replaced-codes.json`, read once; a province need not have one. */
export function replacedCodes(): ReplacedCodes {
  held ??= readReplacedCodes(provinceFolder)
  return held
}

export function readReplacedCodes(folder: string): ReplacedCodes {
  const file = join(folder, 'replaced-codes.json')
  return existsSync(file) ? ReplacedCodes.parse(JSON.parse(readFileSync(file, 'utf8').normalize('NFC'))) : []
}

/** What stands in the place of a code on a day, through every replacement since; undefined where it still stands. */
export function replacementOf(codes: ReplacedCodes, code: string, day: LocalDay): Replacement | undefined {
  let found: Replacement | undefined
  const met = new Set<string>()
  for (let next = code; !met.has(next); ) {
    met.add(next)
    const row = codes.find(({ replaced, since }) => replaced === next && since <= day)
    if (!row) break
    const { code: instead, since, basis } = row
    found = { code: instead, since, basis }
    next = instead
  }
  return found
}
