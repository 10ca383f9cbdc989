import { type Service, unverifiedFigures } from '#server/modules/catalogue/index.ts'
import type { LocalDay } from '#shared/dates.ts'
import { compareService } from './compare-service.ts'
import { type EndingLaw, endsSoon } from './ends-soon.ts'
import type { Finding } from './finding.ts'
import type { NationalRecord } from './national-record.ts'

export interface CheckedService {
  code: string
  version: number
  name: string
  findings: Finding[]
}

export interface CheckOptions {
  day: LocalDay
  /** Days in which an end is soon. */
  within: number
  /** What is unverified fails too. */
  strict: boolean
  laws: readonly EndingLaw[]
  /** Absent: nothing is compared. */
  records: ReadonlyMap<string, NationalRecord> | undefined
}

/** Every version that is in force or to come, with what was found of it. */
export function checkServices(services: readonly Service[], options: CheckOptions): CheckedService[] {
  const { day, strict, laws, records } = options
  return services
    .filter(({ validTo }) => validTo === undefined || validTo >= day)
    .map((service) => ({
      code: service.code,
      version: service.version,
      name: service.plainName,
      findings: [
        ...(records ? compareService(service, records) : []),
        ...endsSoon(service, laws, options),
        ...unverifiedFigures(service).map((figure): Finding => {
          const { source, note } = service.sources[figure]
          return { kind: 'unverified', figure, text: note ?? source, fails: strict }
        }),
      ],
    }))
}

const kinds: Record<Finding['kind'], string> = {
  contradicts: 'TRÁI NGUỒN',
  ends: 'hiệu lực',
  differs: 'khác',
  unverified: 'chưa đối chiếu',
}

/** For a terminal: one block a service, the worst first; figures by the names people know. */
export function reportLines(checked: readonly CheckedService[], names: Record<string, string>): string[] {
  const order = Object.keys(kinds)
  const blocks = checked.map(({ code, version, name, findings }) => [
    `${code} phiên bản ${version}: ${name}`,
    ...findings
      .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
      .map(({ kind, figure, text }) => `  ${kinds[kind]} · ${names[figure] ?? 'phiên bản'}: ${text}`),
    '',
  ])
  const count = (kind: Finding['kind']) =>
    checked.reduce((sum, { findings }) => sum + findings.filter((one) => one.kind === kind).length, 0)
  return [
    ...blocks.flat(),
    `${checked.length} thủ tục: ${count('contradicts')} điều trái nguồn, ${count('ends')} điều hết hoặc sắp hết hạn, ${count('differs')} điều khác dữ liệu quốc gia, ${count('unverified')} mục chưa đối chiếu.`,
  ]
}
