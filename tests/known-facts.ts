import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import '#server/roles.ts'
import { registerFacts } from '#server/platform/events.ts'

/** Every fact is known, as to the program; what follows facts only where facts.ts is loaded, which takes a second. */
export async function knowFacts(): Promise<void> {
  for (const file of globSync('src/server/**/events.ts'))
    if (!file.endsWith('log/events.ts')) registerFacts(await import(resolve(file)))
}
