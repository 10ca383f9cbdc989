import { longestName } from '#shared/person-name.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { readPersonName } from '#shared/text/index.ts'

export const nameInvalid = defineRefusal('platform.name_invalid', 422)

/** A person's name as it is stored; refused by the letter that no name has, with what to write instead. */
export function requirePersonName(text: string): string {
  const reading = readPersonName(text)
  if ('wrong' in reading) throw nameInvalid({ ...reading.wrong })
  const { name } = reading
  if (name === '' || name.length > longestName) throw nameInvalid({ length: name.length })
  return name
}
