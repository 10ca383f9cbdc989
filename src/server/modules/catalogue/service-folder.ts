import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Service } from './model.ts'

export interface ServiceFile {
  file: string
  service: Service
  /** Of the definition as the program reads it, so that spaces and the order of keys do not matter. */
  sha256: Buffer
}

/** Reads a province's services; one clear line per mistake, naming the file. */
export function readServiceFolder(folder: string): ServiceFile[] {
  const place = join(folder, 'services')
  if (!existsSync(place)) return []
  const files = readdirSync(place)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readServiceFile(join(place, name), name))
  const seen = new Map<string, string>()
  for (const { file, service } of files) {
    const version = `${service.code} version ${service.version}`
    const other = seen.get(version)
    if (other !== undefined) throw new Error(`${file}: ${version} is already in ${other}`)
    seen.set(version, file)
  }
  return files
}

function readServiceFile(path: string, file: string): ServiceFile {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8').normalize('NFC'))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
  const read = Service.safeParse(json)
  if (!read.success) {
    const lines = read.error.issues
      .slice(0, 10)
      .map((issue) => `${file}: ${issue.path.join('.')} ${issue.message}`)
    throw new Error(lines.join('\n'))
  }
  return { file, service: read.data, sha256: createHash('sha256').update(canonical(read.data)).digest() }
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}
