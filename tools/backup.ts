/** npm run backup: a whole copy of the installation while it serves, and on request every later second. */
import { join, resolve } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { formatDateTime } from '#shared/dates.ts'
import { backUp } from './backup/back-up.ts'
import { keepBackingUp } from './backup/keep-backing-up.ts'
import { prune } from './backup/prune.ts'
import { findRunningCluster } from './postgres/embedded/cluster.ts'
import { openToolDatabase, type ToolDatabase } from './postgres/tool-database.ts'
import { describeStartFailure, StartFailure } from './start/start-failure.ts'

const help = `npm run backup -- DIR [tùy chọn]

  Sao lưu toàn bộ trong khi chương trình chạy: cơ sở dữ liệu, tệp, khóa, thiết lập. Tệp đã có ở DIR không chép lại.

  --follow             chạy tiếp cho đến Ctrl-C: chép nhật ký ghi trước và tệp mới từng giây, để khôi phục được
                       đến bất kỳ giây nào; sao lưu lại mỗi --every giờ
  --every N            số giờ giữa hai bản khi --follow, mặc định 24
  --keep N             giữ N bản mới nhất, mặc định 7; tệp và nhật ký chỉ bản cũ hơn cần thì xóa
  --keys DIR           để khóa ở một nơi khác; ai có khóa thì ghi được sự kiện như thật
  --begin              làm lại từ đầu ở nơi từng có bản sao lưu mà nay trống; nếu không, nơi ấy bị coi là chưa gắn ổ đĩa
  --without-database   cơ sở dữ liệu do người khác sao lưu: chỉ tệp, khóa, thiết lập
  --data DIR           thư mục dữ liệu, mặc định var (biến NHIP_DATA)

  PostgreSQL có sẵn: chép bằng BACKUP_URL, nếu không có thì MIGRATOR_URL; vai trò ấy cần quyền REPLICATION.
  Khôi phục: npm run restore -- DIR. Thoát 0: xong. Thoát 1: xong, có tệp đã hỏng từ trước. Thoát 2: không xong.`

const Count = z.coerce.number().int().min(1).max(10_000)

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        follow: { type: 'boolean', default: false },
        every: { type: 'string', default: '24' },
        keep: { type: 'string', default: '7' },
        keys: { type: 'string' },
        begin: { type: 'boolean', default: false },
        'without-database': { type: 'boolean', default: false },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const [every, keep] = [Count.safeParse(values.every), Count.safeParse(values.keep)]
    if (values.help) return undefined
    if (positionals.length !== 1)
      throw new StartFailure('Cho biết nơi sao lưu: npm run backup -- /nơi/sao-lưu')
    if (!every.success || !keep.success) throw new StartFailure('--every và --keep cần số nguyên từ 1.')
    return { ...values, every: every.data, keep: keep.data, folder: resolve(positionals[0] ?? '') }
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure('Không hiểu dòng lệnh. Xem: npm run backup -- --help')
  }
}

let database: ToolDatabase | undefined
// Whoever listened may go; the work goes on.
process.stdout.on('error', () => {})
try {
  const options = readOptions()
  if (!options) console.log(help)
  else {
    if (options.data) process.env.NHIP_DATA = options.data
    const { folder, begin } = options
    const target = { folder, keys: options.keys && resolve(options.keys), begin }
    if (options.follow && options['without-database']) {
      throw new StartFailure('--follow và --without-database trái nhau: chỉ chọn một.')
    }
    if (options.follow) {
      const abort = new AbortController()
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => abort.abort())
      }
      const openSource = () => waitForDatabase(abort.signal)
      await keepBackingUp(
        { openSource, target, everyHours: options.every, keep: options.keep },
        say,
        abort.signal,
      )
    } else {
      database = await openToolDatabase()
      const replicationUrl = options['without-database'] ? undefined : database.replicationUrl
      const { name, manifest } = await backUp({ ...database, replicationUrl }, target, report)
      prune(target, options.keep)
      const { count, damaged } = manifest.files
      say(`Đã sao lưu lúc ${formatDateTime(manifest.consistentAt)}: ${options.folder}/${name}, ${count} tệp.`)
      for (const sha256 of damaged) say(`Tệp ${sha256}: mất hoặc hỏng ở chỗ gốc, không sao lưu được.`)
      process.exitCode = damaged.length > 0 ? 1 : 0
    }
  }
} catch (error) {
  console.error(describeStartFailure(error))
  process.exitCode = 2
} finally {
  await database?.close()
}

/** Follows a program that runs: started for the moment by this command, its database could not be started by the program. */
async function waitForDatabase(signal: AbortSignal): Promise<ToolDatabase> {
  const folder = join(resolve(process.env.NHIP_DATA ?? 'var'), 'postgres')
  const isThere = () => process.env.DATABASE_URL !== undefined || findRunningCluster(folder) !== undefined
  if (!isThere()) say('Chương trình chưa chạy: đang chờ.')
  while (!isThere()) await rest(2_000, undefined, { signal })
  return openToolDatabase()
}

function report(progress: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  … ${progress}`)
}

function say(line: string): void {
  process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}${line}\n`)
}
