/** npm run restore: a data folder from a backup, as it was then or at a chosen later second. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatDateTime, parseInstant } from '#shared/dates.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { describeStartFailure, StartFailure } from './start/start-failure.ts'

const help = `npm run restore -- DIR [tùy chọn]

  Khôi phục từ nơi sao lưu DIR vào một thư mục dữ liệu mới. Chỉ đọc DIR; chạy lại được nếu bị ngắt giữa chừng.

  --until 2026-11-28T09:15:00   như lúc ấy (giờ Việt Nam nếu không ghi múi giờ); mặc định: mới nhất có thể
  --data DIR                    thư mục dữ liệu sẽ tạo, mặc định var (biến NHIP_DATA)
  --backup 2026-11-28T021500Z   bắt đầu từ bản này, mặc định bản mới nhất trước --until
  --keys DIR                    nơi để khóa, nếu khi sao lưu đã tách riêng
  --incomplete                  khôi phục cả khi thiếu hoặc hỏng tệp, nhật ký: không có chúng

  Bản sao lưu --without-database: người quản trị khôi phục cơ sở dữ liệu trước, DATABASE_URL và MIGRATOR_URL chỉ đến nó.

  Thoát 0: xong. Thoát 1: xong, thiếu tệp. Thoát 2: không xong.`

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        until: { type: 'string' },
        backup: { type: 'string' },
        data: { type: 'string' },
        keys: { type: 'string' },
        incomplete: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return undefined
    if (positionals.length !== 1) {
      throw new StartFailure('Cho biết nơi đã sao lưu: npm run restore -- /nơi/sao-lưu')
    }
    const until = values.until === undefined ? undefined : parseInstant(values.until)
    if (values.until !== undefined && !until) {
      throw new StartFailure(`Không hiểu --until ${values.until}. Ghi như 2026-11-28T09:15:00.`)
    }
    return { ...values, until, from: resolve(positionals[0] ?? '') }
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure('Không hiểu dòng lệnh. Xem: npm run restore -- --help')
  }
}

try {
  const options = readOptions()
  if (!options) console.log(help)
  else {
    const data = resolve(options.data ?? process.env.NHIP_DATA ?? 'var')
    const url = process.env.DATABASE_URL
    const restored = await restoreBackup(
      {
        from: options.from,
        keys: options.keys && resolve(options.keys),
        data,
        until: options.until,
        name: options.backup,
        incomplete: options.incomplete,
        restoredUrls: url ? { url, migratorUrl: process.env.MIGRATOR_URL ?? url } : undefined,
      },
      (progress) => console.log(`  … ${progress}`),
    )
    const { backup, lastAt, files, missing } = restored
    if (backup.manifest.database) {
      const last = lastAt ?? backup.manifest.consistentAt
      console.log(`Đã khôi phục vào ${data}: giao dịch cuối lúc ${formatDateTime(last)}, ${files} tệp.`)
    } else {
      console.log(`Đã khôi phục ${files} tệp và các khóa vào ${data}, theo cơ sở dữ liệu ở DATABASE_URL.`)
    }
    if (restored.seals) console.log(restored.seals)
    for (const sha256 of missing) console.log(`Tệp ${sha256}: không có trong bản sao lưu.`)
    const where = data === resolve('var') ? '' : ` --data ${data}`
    console.log(`Tiếp theo: npm run verify -- --files${where}, rồi npm start --${where || ' (như trước)'}.`)
    process.exitCode = missing.length > 0 ? 1 : 0
  }
} catch (error) {
  console.error(describeStartFailure(error))
  process.exitCode = 2
}
