/** The words that turn a sentence into a task, as phrases to find. They are data: `cues.json`. */
import file from './cues.json' with { type: 'json' }
import { Phrases } from './phrases.ts'

type Role = Exclude<keyof typeof file, 'about'>

export const cues = Object.fromEntries(
  Object.entries(file).flatMap(([role, phrases]) =>
    Array.isArray(phrases) ? [[role, new Phrases(phrases.map((one) => [one, true]))]] : [],
  ),
) as Record<Role, Phrases<true>>

const superiors = new Set(file.superior.map((one) => one.toLowerCase()))
const partsOfNames = new Set(file.partOfName)
const joining = 'để trong tại theo về đã là được từ nhằm do sẽ có với trước cho'.split(' ')

/** Where names end whose length is not known: before what is to be done, and before words that join sentences. */
export const endsOfNames = {
  always: [
    ...file.duty.filter((one) => !partsOfNames.has(one)),
    ...file.limit,
    ...file.conditional,
    ...joining,
  ],
  before: file,
}

export const structure = file

/** Nobody in these rooms tells the Government what to do: what begins with it is no task. */
export function isSuperior(names: readonly string[]): boolean {
  return superiors.has(names[0]?.toLowerCase() ?? '')
}
