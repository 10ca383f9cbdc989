/** `npm run simulate`: writes a past for the province that can be repeated from its seed. */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { refuseWhileRunning } from './postgres/program-at-work.ts'
import { type LiveWork, workOnDesks } from './simulate/live-work.ts'
import { type Past, writePast } from './simulate/write-past.ts'
import { readStamp } from './start/stamp.ts'
import { describeStartFailure, StartFailure } from './start/start-failure.ts'

export interface SimulateOptions {
  dossiers: number
  seed: string
  until?: Date
  days?: number
  migratorUrl: string
  /** A past that is there already, of a first start that was interrupted, is kept: only the desks are worked on. */
  resume?: boolean
  onProgress?: (done: number, total: number) => void
}

/** A past of `dossiers` dossiers up to `until`; without `days`, long enough for about 200 a day and at most two years. */
export async function simulate({
  dossiers,
  seed,
  until = new Date(),
  days,
  migratorUrl,
  resume = false,
  onProgress,
}: SimulateOptions): Promise<Partial<Past> & LiveWork> {
  if (resume && (await hasDossiers(migratorUrl))) return workOnDesks(until, migratorUrl)
  const span = days ?? Math.min(730, Math.max(90, Math.round(dossiers / 200)))
  const past = await writePast({
    migratorUrl,
    dossiers,
    seed,
    until,
    days: span,
    ...(onProgress ? { onProgress } : {}),
  })
  return { ...past, ...(await workOnDesks(until, migratorUrl)) }
}

/** An invented past lies beside no real one, nor beside one in which people are at work. */
async function requireEmptyProvince(url: string): Promise<void> {
  await refuseWhileRunning(url, 'này', 'chạy lại')
  if ((await readStamp(url))?.demo === false) {
    throw new StartFailure('Đây là dữ liệu thật: quá khứ mô phỏng chỉ ghi vào dữ liệu thử.')
  }
  if (!(await hasDossiers(url))) return
  throw new StartFailure(
    'Tỉnh này đã có hồ sơ: quá khứ mô phỏng chỉ ghi vào tỉnh trống. Tạo một tỉnh trống: npm start -- --data DIR --dossiers 0, dừng, rồi chạy lại với NHIP_DATA=DIR.',
  )
}

async function hasDossiers(url: string): Promise<boolean> {
  const client = new DatabaseClient(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ filled: boolean }>(
      'select exists (select from dossiers.dossier) as filled',
    )
    return rows[0]?.filled ?? false
  } finally {
    await client.end()
  }
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
      resume: { type: 'boolean', default: false },
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
  const { seed, resume } = values
  const options = { dossiers, seed, until, migratorUrl, resume, onProgress, ...(days ? { days } : {}) }
  const past = await (resume ? Promise.resolve() : requireEmptyProvince(migratorUrl))
    .then(() => simulate(options))
    .catch((error: unknown) => {
      console.error(describeStartFailure(error))
      process.exit(2)
    })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `\n${past.dossiers ?? 0} hồ sơ, ${past.documents ?? 0} văn bản, ${past.people ?? 0} người, ${past.actions ?? 0} bước, ${past.events ?? 0} sự kiện; ` +
      `${past.proposed} dự thảo trình ký, ${past.signed} trong đó ký thật; ${past.meetings} cuộc họp; ${seconds} giây`,
  )
  process.exit(0)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
