/** What the program was last started with, for the tools that work on its data. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '#server/platform/kept-file.ts'

const fileName = 'settings.json'

export function readSettings(data: string): Record<string, string> {
  const path = join(data, fileName)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

export function writeSettings(data: string, settings: Record<string, string>): void {
  replaceFile(join(data, fileName), JSON.stringify(settings))
}
