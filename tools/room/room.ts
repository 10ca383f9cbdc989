/** What a room is called wherever it is named. */

export const floors = ['ground', 'service', 'steering'] as const
export type Floor = (typeof floors)[number]

export interface Room {
  /** The folder, the schema, the heading of the contract: `meetings`. */
  name: string
  /** One of what it holds: `meeting`. */
  one: string
  /** The same in Vietnamese, as inside a sentence: `cuộc họp`. */
  term: string
  /** The address of its page: `/hop`. */
  page: string
  floor: Floor
}

/** The room the template is written about: in its own words, so that it reads as a room does. */
const template = { name: 'notes', one: 'note', term: 'ghi chép', page: '/ghi-chep' }

/** Says of `room` what this text of the template says of its own. */
export function retell(text: string, { name, one, term, page }: Omit<Room, 'floor'>): string {
  const spoken: [string, string][] = [
    [template.name, name],
    [capital(template.name), capital(name)],
    [template.one, one],
    [capital(template.one), capital(one)],
    [template.term, term],
    [capital(template.term), capital(term)],
    [template.page.slice(1), page.slice(1)],
  ]
  const words = new Map(spoken)
  // In one go and the longest first: what was put in is not read again.
  const known = [...words.keys()].sort((one, other) => other.length - one.length)
  return text.replace(new RegExp(known.join('|'), 'g'), (word) => words.get(word) ?? word)
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)
}
