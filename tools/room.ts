/** npm run room: makes a new room from the template, whole and passing every check, or removes one so that nothing of it is left. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Script } from 'node:vm'
import { listReleases, unpackRelease } from '#tests/releases/release.ts'
import { centralFiles, findRoom, withoutRoom, withRoom } from './room/central-lines.ts'
import { generateSchema } from './room/generate-schema.ts'
import { type Floor, floors, type Room } from './room/room.ts'
import {
  filesOf,
  migrationsOf,
  nextNumber,
  placesOf,
  readAll,
  removeAll,
  writeAll,
} from './room/room-files.ts'

const help = `npm run room -- TÊN --term 'tiếng Việt' --page /duong-dan [tùy chọn]
npm run room -- TÊN --remove

Dựng một phòng mới: mô-đun, bảng dữ liệu, lời, trang, giao diện lập trình, bảng quyền, kiểm thử; hoặc xóa nó.

  TÊN             tên phòng bằng tiếng Anh, một từ số nhiều, chữ thường: meetings
  --term          gọi bằng tiếng Việt, như ở giữa câu: 'cuộc họp'
  --page          địa chỉ trang, không dấu: /hop
  --one           một cái trong phòng; mặc định TÊN bỏ chữ s: meeting
  --floor         ground, service (mặc định) hoặc steering: phòng chỉ mở cửa phòng cùng tầng hoặc tầng dưới
  --remove        xóa phòng: tệp của nó và những dòng mang tên nó ở tệp chung
  --help          in hướng dẫn này`

class BadInput extends Error {}

/** What names the shape of the database and its history. Both are written anew from the migrations. */
const generated = ['src/server/platform/schema.gen.ts', 'migrations/checksums.sha256']

try {
  console.log(await run())
} catch (error) {
  if (!(error instanceof BadInput)) throw error
  console.error(error.message)
  process.exit(2)
}

async function run(): Promise<string> {
  const { values, positionals } = readOptions()
  if (values.help) return help
  const [name = ''] = positionals
  if (!/^[a-z]{3,16}$/.test(name) || positionals.length > 1)
    throw new BadInput(`Tên phòng là một từ tiếng Anh, 3 đến 16 chữ thường, ví dụ meetings.\n\n${help}`)
  if (values.remove) return remove(name)
  return create({
    name,
    one: readOne(name, values.one),
    term: readTerm(values.term),
    page: readPage(values.page),
    floor: readFloor(values.floor),
  })
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        term: { type: 'string' },
        page: { type: 'string' },
        one: { type: 'string' },
        floor: { type: 'string', default: 'service' },
        remove: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new BadInput(`${error instanceof Error ? error.message : error}\n\n${help}`)
  }
}

function readOne(name: string, one = name.endsWith('s') ? name.slice(0, -1) : ''): string {
  if (!/^[a-z]{3,16}$/.test(one) || one === name)
    throw new BadInput(`Ghi --one: một cái trong phòng ${name} gọi là gì, ví dụ --one meeting.`)
  return one
}

function readTerm(given = ''): string {
  const term = given.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (!/^\p{Ll}[\p{L} ]{1,23}$/u.test(term))
    throw new BadInput("Ghi --term: phòng gọi là gì trong tiếng Việt, 2 đến 24 chữ, ví dụ --term 'cuộc họp'.")
  return term
}

function readPage(page = ''): string {
  if (!/^\/[a-z]+(-[a-z]+)*$/.test(page) || page.length > 24)
    throw new BadInput('Ghi --page: địa chỉ trang, chữ thường không dấu, ví dụ --page /hop.')
  return page
}

function readFloor(given: string): Floor {
  const floor = floors.find((known) => known === given)
  if (!floor) throw new BadInput(`Không có tầng ${given}. Chọn ${floors.join(', ')}.`)
  return floor
}

/** What fails on the way leaves the tree as it was. */
async function create(room: Room): Promise<string> {
  const before = readAll([...centralFiles, ...generated])
  refuseTaken(room, before)
  const own = filesOf(room, nextNumber())
  try {
    writeAll(own)
    writeAll(withRoom(room, before))
    const { problem } = await generateSchema()
    if (problem) throw new BadInput(`Chưa dựng được phòng ${room.name}, không tệp nào bị đổi. ${problem}`)
    const written = [...own.keys(), ...centralFiles].filter((file) => /\.(m?ts|svelte)$/.test(file))
    execFileSync('node_modules/.bin/biome', ['check', '--write', '--log-level=error', ...written])
  } catch (error) {
    removeAll([...placesOf(room), ...own.keys()])
    writeAll(before)
    throw error
  }
  return [
    `Đã dựng phòng ${room.name} (${room.term}), trang ${room.page}:`,
    ...[...own.keys()].map((file) => `  ${file}`),
    'Mỗi tệp này được thêm dòng mang tên phòng:',
    ...[...centralFiles, ...generated].map((file) => `  ${file}`),
    `Thử: npm test -- ${room.name}. Xóa: npm run room -- ${room.name} --remove.`,
  ].join('\n')
}

function refuseTaken(room: Room, texts: ReadonlyMap<string, string>): void {
  const { name, one, term, page } = room
  const schema = texts.get('src/server/platform/schema.gen.ts') ?? ''
  const words = texts.get('docs/words.md') ?? ''
  if (
    existsSync(`src/server/modules/${name}`) ||
    schema.includes(`"${name}.`) ||
    schema.includes(` ${name}.`)
  )
    throw new BadInput(`Đã có phòng hoặc dữ liệu tên ${name}. Chọn tên khác.`)
  if (existsSync(`src/shared/messages/${name}`) || !isIdentifier(name))
    throw new BadInput(`Tên ${name} đã dùng cho việc khác. Chọn tên khác.`)
  if (words.includes(`\`${page}\``)) throw new BadInput(`Đã có trang ${page}. Chọn địa chỉ khác.`)
  if (words.includes(`| ${term} |`))
    throw new BadInput(`docs/words.md đã có từ “${term}”. Chọn từ khác, hoặc mở phòng đang giữ từ ấy.`)
  const left = [...placesOf(room), `src/server/modules/${one}`].filter((path) => existsSync(path))
  if (left.length > 0) throw new BadInput(`Đã có ${left.join(', ')}. Chọn tên hoặc địa chỉ khác.`)
}

function isIdentifier(name: string): boolean {
  try {
    return Boolean(new Script(`const ${name} = 0`))
  } catch {
    return false
  }
}

/** Also after its folders were deleted by hand: what is left of it goes. */
async function remove(name: string): Promise<string> {
  const before = readAll([...centralFiles, ...generated])
  const room = findRoom(name, before)
  if (!room)
    throw new BadInput(
      `Không thấy phòng ${name} do lệnh này dựng: docs/words.md không có dòng “| … | \`…\` (${name}) | … |”.`,
    )
  await refuseReleased(name)
  const { changed, missing } = withoutRoom(room, before)
  removeAll(placesOf(room))
  writeAll(changed)
  const list = 'migrations/checksums.sha256'
  const isTheirs = new RegExp(`  \\d{4}_${name}_`)
  const lines = (before.get(list) ?? '').split('\n').filter((line) => !isTheirs.test(line))
  writeAll(new Map([[list, lines.join('\n')]]))
  const { problem } = await generateSchema()
  if (problem) throw new BadInput(`Đã xóa phòng ${name}, nhưng chưa ghi lại được kiểu dữ liệu: ${problem}`)
  return [
    `Đã xóa phòng ${name}. Thư mục dữ liệu từng chạy với nó không mở lại được: dùng thư mục khác (--data).`,
    ...missing.map((line) => `Không còn dòng này, xem lại: ${line}`),
  ].join('\n')
}

/** What a release has written down, installations carry: only a migration forward ends it. */
async function refuseReleased(name: string): Promise<void> {
  const own = migrationsOf(name)
  for (const version of listReleases()) {
    const applied = new TextDecoder().decode(
      (await unpackRelease(version)).get('tables/public.kysely_migration'),
    )
    if (own.some((file) => applied.includes(file)))
      throw new BadInput(
        `Phòng ${name} đã phát hành ở bản ${version}, nơi khác đang giữ dữ liệu của nó. Viết một tệp migrations mới để bỏ bảng, đừng xóa tệp cũ.`,
      )
  }
}
