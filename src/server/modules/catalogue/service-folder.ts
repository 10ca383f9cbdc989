import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Service } from './model.ts'

export interface ServiceFile {
  file: string
  service: Service
  /** Of the definition as the program reads it, so that spaces and the order of keys do not matter. */
  sha256: Buffer
}

/** Reads a province's services; one clear line per mistake, naming the file. */
export function readServiceFolder(folder: string): ServiceFile[] {
  const whole = jsonFilesIn(join(folder, 'services'))
  const files = [
    ...whole,
    ...jsonFilesIn(join(folder, 'services', 'later')).map((one) => amended(one, whole)),
  ].map(checked)
  const seen = new Map<string, string>()
  for (const { file, service } of files) {
    const version = `${service.code} version ${service.version}`
    const other = seen.get(version)
    if (other !== undefined) throw new Error(`${file}: ${version} is already in ${other}`)
    seen.set(version, file)
  }
  refuseUncertainOrder(files)
  return files
}

/** A later number counts from its day on, so one that begins sooner has to say when it gives way. */
function refuseUncertainOrder(files: readonly ServiceFile[]): void {
  for (const { file, service } of files) {
    const overtaken = files.find(
      ({ service: other }) =>
        other.code === service.code &&
        other.version < service.version &&
        other.validFrom > service.validFrom &&
        (service.validTo === undefined || service.validTo >= other.validFrom),
    )
    if (overtaken)
      throw new Error(
        `${file}: ${service.code} version ${service.version} begins before version ${overtaken.service.version} and must end (validTo) before it`,
      )
  }
}

interface JsonFile {
  file: string
  json: unknown
}

function jsonFilesIn(place: string): JsonFile[] {
  if (!existsSync(place)) return []
  return readdirSync(place)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((file) => ({ file, json: readJson(join(place, file), file) }))
}

function readJson(path: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').normalize('NFC'))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

const Amendment = z.looseObject({ code: z.string(), amends: z.number().int() })

/** A version that takes effect later says which version it amends, and only what changes in it. */
function amended({ file, json }: JsonFile, whole: readonly JsonFile[]): JsonFile {
  const read = Amendment.safeParse(json)
  if (!read.success) throw new Error(`${file}: says neither code nor which version it amends`)
  const { amends, ...changes } = read.data
  const base = whole.find(
    (one) => isRecord(one.json) && one.json.code === changes.code && one.json.version === amends,
  )
  if (!base) throw new Error(`${file}: there is no ${changes.code} version ${amends} to amend`)
  return { file, json: withChanges(base.json, changes) }
}

/** A merge patch (RFC 7396); said against a list, its names are the keys of what stands there. */
function withChanges(base: unknown, changes: unknown): unknown {
  if (!isRecord(changes)) return changes
  if (Array.isArray(base)) {
    const keyed = new Map(base.map((item: { key?: string }) => [item.key, item]))
    const left = base.filter(({ key }) => changes[key] !== null)
    const added = Object.keys(changes).filter((key) => changes[key] !== null && !keyed.has(key))
    return [
      ...left.map((item) => (item.key in changes ? withChanges(item, changes[item.key]) : item)),
      ...added.map((key) => withChanges({ key }, changes[key])),
    ]
  }
  const result: Record<string, unknown> = isRecord(base) ? { ...base } : {}
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) delete result[name]
    else result[name] = withChanges(result[name], change)
  }
  return result
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checked({ file, json }: JsonFile): ServiceFile {
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
