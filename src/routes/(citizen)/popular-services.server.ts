import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { provinceFolder } from '#server/platform/province.ts'

const Province = z.looseObject({ popularServices: z.array(z.string()).default([]) })

let codes: readonly string[] | undefined

/** The codes of the services this province puts first, in its order. */
export function popularServices(): readonly string[] {
  codes ??= Province.parse(
    JSON.parse(readFileSync(join(provinceFolder, 'province.json'), 'utf8')),
  ).popularServices
  return codes
}
