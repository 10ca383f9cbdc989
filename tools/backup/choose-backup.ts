/** Which backup a restore begins from. */
import { existsSync } from 'node:fs'
import { formatIsoLocal } from '#shared/dates.ts'
import { StartFailure } from '../start/start-failure.ts'
import { type Backup, listBackups, listUnreadable } from './manifest.ts'

/** The newest backup that was whole by then, or the one that was asked for. */
export function chooseBackup(from: string, until: Date | undefined, name: string | undefined): Backup {
  if (!existsSync(from)) throw new StartFailure(`Không có thư mục ${from}: ổ đĩa sao lưu chưa gắn?`)
  if (until && until.getTime() > Date.now()) {
    throw new StartFailure(
      `Lúc ${formatIsoLocal(until)} chưa đến. Bỏ --until để khôi phục đến mới nhất có thể.`,
    )
  }
  const backups = listBackups(from)
  if (name) {
    const chosen = backups.find((backup) => backup.name === name)
    if (!chosen)
      throw new StartFailure(`Không có bản ${name} ở ${from}. Có: ${namesOf(backups) || 'chưa bản nào'}.`)
    if (until && chosen.manifest.consistentAt > until) throw tooEarly(from, chosen)
    return chosen
  }
  const newest = backups.filter(({ manifest }) => !until || manifest.consistentAt <= until).at(-1)
  const unreadable = listUnreadable(from).filter((found) => !newest || found > newest.name)
  const [first] = backups
  if (unreadable.length > 0 && !until) {
    const others = newest ? ` Bản đọc được gần nhất: thêm --backup ${newest.name}` : ''
    throw new StartFailure(`Bản sao lưu ${unreadable.at(-1)} ở ${from} đã hỏng (manifest.json).${others}`)
  }
  if (newest) return newest
  throw first ? tooEarly(from, first) : new StartFailure(`Không có bản sao lưu hoàn chỉnh nào ở ${from}.`)
}

function tooEarly(from: string, { name, manifest }: Backup): StartFailure {
  // Upwards: the second that is named must be one that can be chosen.
  const at = formatIsoLocal(new Date(Math.ceil(manifest.consistentAt.getTime() / 1000) * 1000))
  return new StartFailure(
    `Bản sao lưu ${name} ở ${from} hoàn chỉnh từ ${at}, sau thời điểm đã chọn: chọn từ lúc ấy trở đi.`,
  )
}

export function withoutLog(from: string, { name, manifest }: Backup): StartFailure {
  return new StartFailure(
    `Ở ${from} không có nhật ký ghi trước sau bản ${name} (hoàn chỉnh lúc ${formatIsoLocal(manifest.consistentAt)}): ` +
      `chỉ khôi phục được đúng bản ấy. Bỏ --until, thêm --backup ${name}`,
  )
}

const namesOf = (backups: readonly Backup[]) => backups.map(({ name }) => name).join(', ')
