/**
 * The lines a room has outside its own files: where the whole program is listed on one screen, for people and for the
 * types. Each is a line by itself, so that it is put in and taken out without understanding its neighbours.
 */
import type { Room } from './room.ts'
import { retell } from './room.ts'

interface CentralLine {
  file: string
  /** Stands once in the file; the line comes before it, or after it where it says so. Without, at the end. */
  at?: string
  isAfter?: boolean
  /** As the template's room would have it. */
  line: string
}

const lines: CentralLine[] = [
  {
    file: 'src/server/facts.ts',
    at: 'import { fileSchedules } from',
    line: "import * as notes from '#server/modules/notes/events.ts'",
  },
  { file: 'src/server/facts.ts', at: 'registerJobs(jobs)', line: 'registerFacts(notes)' },
  {
    file: 'src/server/api/app.ts',
    at: 'import { anonymous } from',
    line: "import { notesRoutes } from '#server/modules/notes/routes.ts'",
  },
  { file: 'src/server/api/app.ts', at: '\ndescribeApi(api)', line: "api.route('/', notesRoutes)" },
  {
    file: 'src/server/api/describe.ts',
    at: "  { name: 'Access',",
    line: "  { name: 'Notes', description: 'Ghi chép: what an agency has written down.' },",
  },
  {
    file: 'src/server/modules/identity/model.ts',
    at: '] as const\nexport type TokenScope',
    line: "  'notes:read',",
  },
  {
    file: 'src/server/modules/identity/model.ts',
    at: '] as const\nexport type TokenScope',
    line: "  'notes:write',",
  },
  {
    file: 'src/shared/messages/identity/vi.ts',
    at: '    scopeWords: {',
    isAfter: true,
    line: "      'notes:write': 'Thêm ghi chép',",
  },
  {
    file: 'src/shared/messages/identity/vi.ts',
    at: '    scopeWords: {',
    isAfter: true,
    line: "      'notes:read': 'Xem ghi chép',",
  },
  {
    file: 'src/shared/messages/identity/en.ts',
    at: '    scopeWords: {',
    isAfter: true,
    line: "      'notes:write': 'Add notes',",
  },
  {
    file: 'src/shared/messages/identity/en.ts',
    at: '    scopeWords: {',
    isAfter: true,
    line: "      'notes:read': 'Read notes',",
  },
  {
    file: 'src/shared/messages/vi.ts',
    at: 'import { ui, uiRefusals }',
    line: "import { notes, notesRefusals } from './notes/vi.ts'",
  },
  {
    file: 'src/shared/messages/vi.ts',
    at: '  ...uiRefusals,',
    isAfter: true,
    line: '  ...notesRefusals,',
  },
  { file: 'src/shared/messages/vi.ts', at: 'export const vi = {', isAfter: true, line: '  notes,' },
  {
    file: 'src/shared/messages/administration/events.vi.ts',
    at: "hoặc chọn ngày khác.',\n  names: {",
    isAfter: true,
    line: "    'notes.added': 'Thêm ghi chép',",
  },
  {
    file: 'src/ui/layout/office-rooms.server.ts',
    at: ']\n\n/** Where the day begins',
    line: "  { path: '/ghi-chep', name: () => m.notes.title, roles: caseRoles },",
  },
  {
    file: 'README.md',
    at: '| what | kept until | ended by |\n| --- | --- | --- |',
    isAfter: true,
    line: '| notes: `notes.note` | for ever | |',
  },
  {
    file: 'README.vi.md',
    at: '| cái gì | giữ đến khi | ai dọn |\n| --- | --- | --- |',
    isAfter: true,
    line: '| ghi chép: `notes.note` | mãi mãi | |',
  },
  {
    file: 'docs/words.md',
    line: '| ghi chép | `note` (notes) | what an agency has written down | `/ghi-chep` |',
  },
]

const floorsFile = '.dependency-cruiser.mjs'

function linesOf(room: Room): CentralLine[] {
  const floor = { file: floorsFile, at: 'const floors = {', isAfter: true }
  return [
    ...lines.map((one) => ({ ...one, line: retell(one.line, room) })),
    { ...floor, line: `  ${room.name}: '${room.floor}',` },
  ]
}

export const centralFiles: readonly string[] = [...new Set([...lines.map(({ file }) => file), floorsFile])]

/** The central files with the room in them. A place that is not where it was is a defect of this list, said by name. */
export function withRoom(room: Room, texts: ReadonlyMap<string, string>): Map<string, string> {
  const changed = new Map(texts)
  for (const { file, at, isAfter, line } of linesOf(room)) {
    const text = changed.get(file) ?? ''
    if (at === undefined) {
      changed.set(file, `${text}${line}\n`)
      continue
    }
    const parts = text.split(at)
    if (parts.length !== 2) throw new Error(`${file} has no one place “${at.trim()}” for a line of a room`)
    const [before = '', after = ''] = parts
    changed.set(
      file,
      isAfter
        ? `${before}${at}${after.replace(/\n/, () => `\n${line}\n`)}`
        : `${before}${line}\n${at}${after}`,
    )
  }
  return changed
}

/** The central files without the room, and the lines that were no longer there as they were put in. */
export function withoutRoom(room: Room, texts: ReadonlyMap<string, string>) {
  const changed = new Map(texts)
  const missing: string[] = []
  for (const { file, line } of linesOf(room)) {
    const text = changed.get(file) ?? ''
    const all = text.split('\n')
    const place = all.indexOf(line)
    if (place < 0) missing.push(`${file}: ${line.trim()}`)
    else changed.set(file, all.toSpliced(place, 1).join('\n'))
  }
  return { changed, missing }
}

/** The room of this name, as its lines tell of it: its word in docs/words.md, its floor among the floors. */
export function findRoom(name: string, texts: ReadonlyMap<string, string>): Room | undefined {
  const [, term, one, page] =
    new RegExp(`^\\| ([^|]+) \\| \`([a-z]+)\` \\(${name}\\) \\| [^|]* \\| \`(/[a-z-]+)\` \\|$`, 'm').exec(
      texts.get('docs/words.md') ?? '',
    ) ?? []
  const [, floor] =
    new RegExp(`^ {2}${name}: '(ground|service|steering)',$`, 'm').exec(texts.get(floorsFile) ?? '') ?? []
  if (!term || !one || !page || !floor) return undefined
  return { name, one, term, page, floor: floor as Room['floor'] }
}
