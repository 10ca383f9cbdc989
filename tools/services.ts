/** npm run services -- check: what of the province's services is not established, ends soon, or is said otherwise elsewhere. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { isLocalDay, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { checkServices, reportLines } from './services/check-services.ts'
import { readNationalRecords } from './services/national-record.ts'

const help = `npm run services -- check [tùy chọn]

Liệt kê từng thủ tục: mục nào chưa đối chiếu, điều gì sắp hết hiệu lực, dữ liệu quốc gia nói khác điều gì.
Mã thoát 1 khi có điều trái với chính văn bản đã dẫn, hoặc dẫn văn bản đã hết hiệu lực; 2 khi lệnh sai.

  --folder THƯ MỤC      thư mục của tỉnh; mặc định province/hue
  --national TỆP        dữ liệu quốc gia, mỗi dòng một thủ tục (JSON); .gz cũng được; ghi nhiều lần được
  --on 2026-11-29       ngày xét; mặc định hôm nay
  --within N            số ngày coi là sắp hết; mặc định 120
  --strict              mục chưa đối chiếu cũng là lỗi
  --json                in JSON`

const Laws = z.array(
  z.strictObject({
    number: z.string(),
    until: z.iso.date(),
    replacedBy: z.string().optional(),
    source: z.string(),
  }),
)

function run(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: 'province/hue' },
      national: { type: 'string', multiple: true, default: [] },
      on: { type: 'string', default: localDay(new Date()) },
      within: { type: 'string', default: '120' },
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const within = Number(values.within)
  const isWrong = positionals.join() !== 'check' || !isLocalDay(values.on) || !Number.isInteger(within)
  if (values.help || isWrong) {
    console.log(help)
    return values.help ? 0 : 2
  }
  const folder = resolve(values.folder)
  const laws = join(folder, '..', 'viet-nam', 'ending-laws.json')
  const checked = checkServices(
    readServiceFolder(folder).map(({ service }) => service),
    {
      day: values.on,
      within,
      strict: values.strict,
      laws: existsSync(laws) ? Laws.parse(JSON.parse(readFileSync(laws, 'utf8'))) : [],
      records: values.national.length > 0 ? recordsOf(values.national) : undefined,
    },
  )
  console.log(
    values.json ? JSON.stringify(checked, null, 2) : reportLines(checked, m.catalogue.figures).join('\n'),
  )
  return checked.some(({ findings }) => findings.some(({ fails }) => fails)) ? 1 : 0
}

function recordsOf(paths: readonly string[]) {
  return new Map(paths.flatMap((path) => [...readNationalRecords(path)]))
}

try {
  process.exitCode = run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
