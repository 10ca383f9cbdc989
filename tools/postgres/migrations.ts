/** The files of migrations/: named by room and step, frozen once they are applied anywhere, known by their SHA-256. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartFailure } from '../start/start-failure.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'migrations')
const list = 'checksums.sha256'
/** Those before it came when nothing was released and are named as they are. */
const firstNamedByRoom = '0022'

export interface MigrationFile {
  name: string
  text: string
  sha256: string
}

/** What a database says it has been through; before 0.1.0 it did not keep the checksum. */
export interface AppliedMigration {
  name: string
  checksum: string | null
}

/** Every file in the order of its number. Refuses, by name, a file whose name says neither its place nor its room. */
export function readMigrationFiles(): MigrationFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  checkNames(names, [...readdirSync(join(root, 'src/server/modules')), 'platform'])
  return names.map((name) => {
    const bytes = readFileSync(join(folder, name))
    return { name, text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') }
  })
}

/** `NNNN_<room>_<what>.sql`, each number once, each room a module or the platform. */
export function checkNames(names: readonly string[], rooms: readonly string[]): void {
  for (const [at, name] of names.entries()) {
    const [, number, room] = /^(\d{4})_([a-z]+)(?:_[a-z0-9]+)*\.sql$/.exec(name) ?? []
    const isNamed = number !== undefined && room !== undefined
    if (!isNamed || (number >= firstNamedByRoom && (!rooms.includes(room) || !/_.+_/.test(name)))) {
      throw new StartFailure(
        `Tên tệp migrations/${name} không đúng: đặt NNNN_<phòng>_<việc>.sql, chữ thường không dấu; phòng là platform hoặc một thư mục của src/server/modules.`,
      )
    }
    const before = names[at - 1]
    if (before?.startsWith(`${number}_`)) {
      throw new StartFailure(
        `migrations/${before} và migrations/${name} cùng một số: đổi số của tệp viết sau thành số lớn nhất.`,
      )
    }
  }
}

/**
 * Refuses, by name and with what to do, a database that these files cannot carry on: one a newer release wrote, one
 * that went through a file since edited or removed, one that is past the number of a new file.
 */
export function checkApplied(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
  known: ReadonlyMap<string, string> = readChecksums(),
): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  const newest = files.at(-1)?.name ?? ''
  for (const { name, checksum } of applied) {
    const file = byName.get(name)
    if (!file && name > newest) throw newerRelease(name)
    if (!file) {
      throw new StartFailure(
        `Dữ liệu này đã qua migrations/${name} mà tệp ấy không còn: trả tệp về (git checkout -- migrations/${name}), không xóa hay đổi tên tệp đã áp dụng.`,
      )
    }
    const expected = checksum ?? known.get(name) ?? file.sha256
    if (expected === file.sha256) continue
    throw new StartFailure(
      `Tệp migrations/${name} đã bị sửa sau khi áp dụng vào dữ liệu này: trả tệp về như cũ (git checkout -- migrations/${name}) và viết thay đổi thành một tệp mới; nếu tệp chưa phát hành, dùng thư mục dữ liệu mới (--data).`,
    )
  }
  const last = applied.at(-1)?.name ?? ''
  const seen = new Set(applied.map(({ name }) => name))
  const late = files.find(({ name }) => name < last && !seen.has(name))
  if (late) {
    throw new StartFailure(
      `Tệp migrations/${late.name} có số nhỏ hơn tệp dữ liệu này đã áp dụng sau cùng (${last}): đổi số của nó thành số lớn nhất.`,
    )
  }
}

export function newerRelease(name: string): StartFailure {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return new StartFailure(
    `Dữ liệu này do một bản Nhịp mới hơn ghi: đã qua migrations/${name}, tệp mà bản ${version} này không có. Chạy bản mới hơn ấy, hoặc chọn thư mục dữ liệu khác bằng --data.`,
  )
}

/** Name → SHA-256 of every migration that has landed, as `sha256sum -c checksums.sha256` reads it. */
export function readChecksums(): Map<string, string> {
  const path = join(folder, list)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
  return new Map(
    lines.map((line) => {
      const [sha256 = '', name = ''] = line.split('  ')
      return [name, sha256]
    }),
  )
}

/** Adds the line of each new file. A line that is there stays: the file it names is frozen. */
export function noteChecksums(files: readonly MigrationFile[]): void {
  const known = readChecksums()
  const lines = files.map(({ name, sha256 }) => `${known.get(name) ?? sha256}  ${name}\n`)
  writeFileSync(join(folder, list), lines.join(''))
}
