import { vi } from './vi.ts'

/** The words of the interface. A second language is a second object of this same type. */
export type Messages = typeof vi

let current = (): Messages => vi

/** Lets the server choose per request; everywhere else the words are Vietnamese. */
export function chooseMessagesBy(choose: () => Messages): void {
  current = choose
}

/** The words in the language of whoever is being answered right now. */
export const m: Messages = new Proxy(vi, {
  get: (_, area: keyof Messages) => current()[area],
})
