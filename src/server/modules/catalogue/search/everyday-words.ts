/** How people of this province call things: data of its folder, beside what each service says of itself. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Said = z.array(z.string().min(1).max(80)).min(1).max(120)

const EverydayWords = z.strictObject({
  note: z.string(),
  /** Words that mean the same in front of a counter: `chết`, `mất`, `qua đời`. */
  sameWords: z.array(Said).max(200),
  /** By the code of a service. */
  services: z.record(z.string().regex(/^\d\.\d{6}$/), Said),
  /** What is not done here, and who does it. */
  elsewhere: z
    .array(
      z.strictObject({
        title: z.string().max(80),
        who: z.string().max(300),
        /** Whether the national portal takes it too. */
        portal: z.boolean(),
        say: Said,
      }),
    )
    .max(200),
})

export type EverydayWords = z.infer<typeof EverydayWords>
export type DoneElsewhere = EverydayWords['elsewhere'][number]

const none: EverydayWords = { note: '', sameWords: [], services: {}, elsewhere: [] }

/** The province's `synonyms.json`; a province without one is found by what its services say of themselves. */
export function readEverydayWords(folder: string): EverydayWords {
  const file = join(folder, 'synonyms.json')
  return existsSync(file)
    ? EverydayWords.parse(JSON.parse(readFileSync(file, 'utf8').normalize('NFC')))
    : none
}
