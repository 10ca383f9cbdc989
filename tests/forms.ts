/** The province's own services as tests of their forms need them: one place, one day, answers somebody could have given. */
import { join } from 'node:path'
import fc from 'fast-check'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import type { Service } from '#server/modules/catalogue/model.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import type { Answers, FormContext } from '#shared/form/answers.ts'

export const context: FormContext = {
  today: '2026-11-23',
  unitName: (code) => ({ '19789': 'Phường Thuận Hóa', '19753': 'Phường Phú Xuân' })[code],
}

/** Where places outside the province have names too. */
export const anywhere = {
  ...context,
  placeName: (code: string) =>
    ({
      '19789': 'Phường Thuận Hóa, thành phố Huế',
      '20242': 'Phường Hải Châu, thành phố Đà Nẵng',
      KR: 'Hàn Quốc',
    })[code],
}

const services = new Map(
  readServiceFolder(join(process.cwd(), 'province/hue'))
    .filter(({ service }) => service.validFrom <= context.today)
    .map(({ service }) => [service.code, service]),
)
const all = [...services.values()]

export function service(code: string): Service {
  const found = services.get(code)
  if (found === undefined) throw new Error(`No service ${code}`)
  return found
}

export function sample(code: string, seed = 1): Answers {
  return sampleAnswers(service(code), { today: context.today, unit: '19789', random: seeded(seed) })
}

export const anySeed = fc.integer({ min: 0, max: 2 ** 31 })
export const anyService = fc.constantFrom(...all)
