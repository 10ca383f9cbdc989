/** npm run verify: looks for anything changed, removed or inserted in the event log and the ledger behind the program's back. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { faultOf, listStoredFiles, pathOfFile } from './backup/stored-files.ts'
import { openToolDatabase, type ToolDatabase } from './postgres/tool-database.ts'
import { readSettings } from './start/settings.ts'
import { describeStartFailure, StartFailure } from './start/start-failure.ts'
import { sayFault } from './verify/book-words.ts'
import { sayFinding, sayKnown } from './verify/finding-words.ts'

const help = `npm run verify [-- --data DIR] [--files]
npm run verify -- --accept 'LÝ DO' --as TÀI-KHOẢN

  Kiểm toàn bộ nhật ký sự kiện với niêm phong và với neo của niêm phong, sổ cái với nhật ký, lệnh thanh toán,
  cộng ngày, số biên lai và số liệu thanh toán: không cần chương trình đang chạy.
  --data DIR   thư mục dữ liệu, mặc định var (khóa công khai nằm trong keys/seal-public)
  --files      kiểm cả từng tệp đã lưu: còn đó, đúng kích thước, đúng nội dung

  Khi niêm phong đã dừng vì cơ sở dữ liệu không còn đúng với neo, và không phục hồi được:
  --accept     niêm phong tiếp từ dữ liệu hiện có, vì lý do này; ghi vào neo và nhật ký, không rút lại được
  --as         tài khoản của quản trị viên quyết định

  Thoát 0: nguyên vẹn. Thoát 1: có chỗ bị can thiệp hoặc hỏng trên đĩa, mỗi chỗ một dòng. Thoát 2: không kiểm được.`

async function verify(database: ToolDatabase, withFiles: boolean): Promise<number> {
  process.env.NHIP_DATA = database.data
  const { verifyLog } = await import('#server/platform/log/seal/verify/verify-log.ts')
  const started = performance.now()
  const result = await verifyLog({
    url: database.migratorUrl,
    keysFolder: join(database.data, 'keys'),
    anchors: (process.env.ANCHORS ?? '').split(':').filter((folder) => folder !== ''),
  })
  const seconds = (performance.now() - started) / 1000

  const number = (value: number) => value.toLocaleString('vi-VN')
  console.log(
    `Đã kiểm ${number(result.rows)} sự kiện trong ${number(result.batches)} lô, ` +
      `${number(result.unsealed)} sự kiện chưa niêm phong, ${seconds.toFixed(1).replace('.', ',')} s.`,
  )
  if (!result.marksChecked) {
    console.log('Không có khóa keys/event.key: chỉ kiểm được các sự kiện đã niêm phong.')
  }
  for (const finding of result.findings) console.log(sayFinding(finding))
  for (const known of result.known) console.log(sayKnown(known))
  if (result.more > 0) console.log(`… và ${number(result.more)} chỗ nữa.`)

  const faults = await verifyBooks(database)
  const damaged = withFiles ? await verifyFiles(database) : 0
  const total = result.findings.length + result.more + faults + damaged
  console.log(total === 0 ? 'Không thấy chỗ nào bị can thiệp.' : `Thấy ${number(total)} chỗ bị can thiệp.`)
  return total === 0 ? 0 : 1
}

async function verifyBooks({ migratorUrl }: ToolDatabase): Promise<number> {
  const { checkBooks } = await import('#server/modules/payments/ledger/check-queries.ts')
  const client = new DatabaseClient({ connectionString: migratorUrl })
  await client.connect()
  try {
    const faults = await checkBooks(client)
    for (const fault of faults) console.log(sayFault(fault))
    const { checkPaid } = await import('./verify/check-paid.ts')
    const miscounted = await checkPaid(client)
    for (const what of miscounted)
      console.log(`Số liệu thanh toán ${what}: khác với các sự kiện trong nhật ký.`)
    if (faults.length === 0)
      console.log('Sổ cái, lệnh thanh toán, số biên lai khớp nhau và khớp với nhật ký.')
    return faults.length + miscounted.length
  } finally {
    await client.end()
  }
}

async function verifyFiles({ migratorUrl, data }: ToolDatabase): Promise<number> {
  const client = new DatabaseClient({ connectionString: migratorUrl })
  let damaged = 0
  let checked = 0
  await client.connect()
  try {
    for await (const file of listStoredFiles(client)) {
      checked++
      const fault = await faultOf(pathOfFile(join(data, 'files'), file.sha256), file)
      if (!fault) continue
      damaged++
      console.log(`Tệp ${file.sha256}: ${fault}`)
    }
  } finally {
    await client.end()
  }
  console.log(`Đã kiểm ${checked.toLocaleString('vi-VN')} tệp.`)
  return damaged
}

/** Nobody decides without a name and a reason: both stand in the anchor and in the log for good. */
async function accept(database: ToolDatabase, reason: string, login: string): Promise<number> {
  Object.assign(process.env, { DATABASE_URL: database.url, NHIP_DATA: database.data })
  const { acceptLog } = await import('#server/platform/log/seal/decide.ts')
  const { findAdministrator } = await import('#server/modules/identity/index.ts')
  const { system } = await import('#server/platform/actor.ts')
  const { perform } = await import('#server/facts.ts')
  const { pool } = await import('#server/platform/database/database.ts')
  try {
    const administrator = await perform(system, (work) => findAdministrator(work, login))
    if (!administrator) throw new StartFailure(`${login} không phải tài khoản quản trị viên đang hoạt động.`)
    const found = await acceptLog({ reason, by: administrator })
    for (const finding of found) console.log(sayFinding(finding))
    console.log(
      found.length === 0
        ? 'Niêm phong không dừng: không có gì phải quyết định.'
        : 'Đã ghi quyết định vào neo và nhật ký. Niêm phong đi tiếp từ dữ liệu hiện có.',
    )
    return 0
  } finally {
    await pool.end()
  }
}

/** A page PostgreSQL cannot read is a finding too, and ends the look at the log: each is named, none with a stack. */
async function verifyOrNameDamage(database: ToolDatabase, withFiles: boolean): Promise<number> {
  try {
    return await verify(database, withFiles)
  } catch (error) {
    if (error instanceof StartFailure) throw error
    // One connection's failure may make another fail for a reason of its own: look at everything.
    const { listDamage } = await import('#tools/postgres/damaged-page.ts')
    const damaged = await listDamage(database.migratorUrl, error).catch(() => [])
    if (damaged.length === 0) throw error
    for (const damage of damaged) console.log(damage)
    console.log(
      'Không kiểm tiếp được. Dừng chương trình, xem ổ đĩa, rồi npm run restore; chỉ mục hỏng thì reindex là đủ.',
    )
    return 1
  }
}

let database: ToolDatabase | undefined
try {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      files: { type: 'boolean' },
      accept: { type: 'string' },
      as: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) console.log(help)
  else {
    if (values.data) process.env.NHIP_DATA = values.data
    database = await openToolDatabase()
    process.env.ANCHORS ??= readSettings(database.data).ANCHORS ?? ''
    if (values.accept === undefined)
      process.exitCode = await verifyOrNameDamage(database, values.files === true)
    else {
      if (values.accept.trim() === '' || !values.as)
        throw new StartFailure('Cần cả lý do sau --accept và tài khoản sau --as.')
      process.exitCode = await accept(database, values.accept.trim(), values.as)
    }
  }
} catch (error) {
  console.error(describeStartFailure(error))
  process.exitCode = 2
} finally {
  await database?.close()
}
