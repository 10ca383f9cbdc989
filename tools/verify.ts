/** npm run verify: looks for anything changed, removed or inserted in the event log behind the program's back. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Finding } from '#server/platform/seal/verify-range.ts'
import { describeStartFailure } from '#tools/start-failure.ts'
import { openToolDatabase, type ToolDatabase } from '#tools/tool-database.ts'

const help = `npm run verify [-- --data DIR] [--files]

  Kiểm toàn bộ nhật ký sự kiện với niêm phong: không cần chương trình đang chạy.
  --data DIR   thư mục dữ liệu, mặc định var (khóa công khai nằm trong keys/seal-public)
  --files      kiểm cả từng tệp đã lưu: còn đó, đúng kích thước, đúng nội dung

  Thoát 0: nguyên vẹn. Thoát 1: có chỗ bị can thiệp, mỗi chỗ một dòng. Thoát 2: không kiểm được.`

const wording: Record<Finding['kind'], (finding: Finding) => string> = {
  row_changed: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị sửa`,
  row_removed: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị xóa`,
  row_inserted: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị chèn thêm`,
  row_moved: ({ batch, id }) => `Lô ${batch}: sự kiện ${id} bị đổi chỗ`,
  row_unmarked: ({ id }) => `Sự kiện ${id} không do chương trình ghi, hoặc bị sửa trước khi niêm phong`,
  row_copied: ({ id }) => `Sự kiện ${id} bị chèn thêm: chép lại một sự kiện khác`,
  batch_differs: ({ batch }) => `Lô ${batch}: nội dung không khớp gốc Merkle`,
  seal_changed: ({ batch }) => `Lô ${batch}: niêm phong bị sửa, hoặc ký bằng khóa lạ`,
  seal_removed: ({ batch }) => `Lô ${batch}: niêm phong bị xóa`,
}

async function verify(database: ToolDatabase, withFiles: boolean): Promise<number> {
  process.env.NHIP_DATA = database.data
  const { verifyLog } = await import('#server/platform/seal/verify-log.ts')
  const started = performance.now()
  const result = await verifyLog({ url: database.migratorUrl, keysFolder: join(database.data, 'keys') })
  const seconds = (performance.now() - started) / 1000

  const number = (value: number) => value.toLocaleString('vi-VN')
  console.log(
    `Đã kiểm ${number(result.rows)} sự kiện trong ${number(result.batches)} lô, ` +
      `${number(result.unsealed)} sự kiện chưa niêm phong, ${seconds.toFixed(1).replace('.', ',')} s.`,
  )
  if (!result.marksChecked) {
    console.log('Không có khóa keys/event.key: chỉ kiểm được các sự kiện đã niêm phong.')
  }
  for (const finding of result.findings) console.log(wording[finding.kind](finding))
  if (result.more > 0) console.log(`… và ${number(result.more)} chỗ nữa.`)

  const damaged = withFiles ? await verifyFiles(database) : 0
  const total = result.findings.length + result.more + damaged
  console.log(total === 0 ? 'Không thấy chỗ nào bị can thiệp.' : `Thấy ${number(total)} chỗ bị can thiệp.`)
  return total === 0 ? 0 : 1
}

async function verifyFiles({ migratorUrl, data }: ToolDatabase): Promise<number> {
  const { checkStoredFiles } = await import('#tools/stored-files.ts')
  let damaged = 0
  let checked = 0
  for await (const { sha256, problem } of checkStoredFiles(migratorUrl, data)) {
    checked++
    if (!problem) continue
    damaged++
    console.log(`Tệp ${sha256}: ${problem}`)
  }
  console.log(`Đã kiểm ${checked.toLocaleString('vi-VN')} tệp.`)
  return damaged
}

let database: ToolDatabase | undefined
try {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, files: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) console.log(help)
  else {
    if (values.data) process.env.NHIP_DATA = values.data
    database = await openToolDatabase()
    process.exitCode = await verify(database, values.files === true)
  }
} catch (error) {
  console.error(describeStartFailure(error))
  process.exitCode = 2
} finally {
  await database?.close()
}
