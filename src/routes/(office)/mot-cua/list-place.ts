/** Where an officer is in the list, kept in the tab: the case leads back to the same list and on to the next dossier. */

interface KeptList {
  address: string
  codes: string[]
  /** The dossier opened last. */
  opened: string
}

const key = 'mot-cua'

function read(): KeptList {
  try {
    const { address, codes, opened } = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return { address: address ?? '/mot-cua', codes: codes ?? [], opened: opened ?? '' }
  } catch {
    return { address: '/mot-cua', codes: [], opened: '' }
  }
}

function keep(list: KeptList): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(list))
  } catch {
    // A browser that keeps nothing: the case leads back to the whole list.
  }
}

export function keepList(address: string, codes: string[]): void {
  keep({ address, codes, opened: read().opened })
}

/** The dossier to go on with: the one opened last or, when it has left the list, the one that came after it. */
export function whereWeWere(codes: readonly string[]): string | undefined {
  const before = read()
  const after = before.codes.slice(Math.max(0, before.codes.indexOf(before.opened)))
  return before.opened === '' ? undefined : after.find((code) => codes.includes(code))
}

export interface Place {
  back: string
  previous: string | undefined
  next: string | undefined
}

/** Remembers this dossier as the one opened last. */
export function openFromList(code: string): Place {
  const list = read()
  keep({ ...list, opened: code })
  const index = list.codes.indexOf(code)
  return index < 0
    ? { back: list.address, previous: undefined, next: undefined }
    : { back: list.address, previous: list.codes[index - 1], next: list.codes[index + 1] }
}
