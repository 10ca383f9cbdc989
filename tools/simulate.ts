/** `npm run simulate`: writes a past for the province that can be repeated from its seed. */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type LiveWork, workOnDesks } from './simulate/live-work.ts'
import { type Past, writePast } from './simulate/write-past.ts'

export interface SimulateOptions {
  dossiers: number
  seed: string
  until?: Date
  days?: number
  migratorUrl: string
  onProgress?: (done: number, total: number) => void
}

/** A past of `dossiers` dossiers up to `until`; without `days`, long enough for about 200 a day and at most two years. */
export async function simulate({
  dossiers,
  seed,
  until = new Date(),
  days,
  migratorUrl,
  onProgress,
}: SimulateOptions): Promise<Past & LiveWork> {
  const span = days ?? Math.min(730, Math.max(90, Math.round(dossiers / 200)))
  const past = await writePast({
    migratorUrl,
    dossiers,
    seed,
    until,
    days: span,
    ...(onProgress ? { onProgress } : {}),
  })
  return { ...past, ...(await workOnDesks(until)) }
}

const usage = `npm run simulate -- --dossiers N --seed S [--days D] [--until 2026-11-23T17:00]
Ghi một quá khứ mô phỏng vào cơ sở dữ liệu (cần MIGRATOR_URL và DATABASE_URL).`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dossiers: { type: 'string', default: '20000' },
      seed: { type: 'string', default: 'hue' },
      days: { type: 'string' },
      until: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const migratorUrl = process.env.MIGRATOR_URL
  const dossiers = Number(values.dossiers)
  const until = values.until ? new Date(`${values.until}+07:00`) : new Date()
  const days = values.days ? Number(values.days) : undefined
  const wrong =
    !Number.isInteger(dossiers) ||
    dossiers < 1 ||
    Number.isNaN(until.getTime()) ||
    (days !== undefined && !(days >= 1))
  if (!migratorUrl || wrong) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const started = performance.now()
  const onProgress = (done: number, total: number) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${done}/${total} hồ sơ`)
  }
  const past = await simulate({
    dossiers,
    seed: values.seed,
    until,
    migratorUrl,
    onProgress,
    ...(days ? { days } : {}),
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `\n${past.dossiers} hồ sơ, ${past.people} người, ${past.actions} bước, ${past.events} sự kiện; ` +
      `${past.proposed} dự thảo trình ký, ${past.signed} trong đó ký thật; ${seconds} giây`,
  )
  process.exit(0)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
