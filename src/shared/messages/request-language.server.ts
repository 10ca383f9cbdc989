import { AsyncLocalStorage } from 'node:async_hooks'
import { en } from './en.ts'
import { chooseMessagesBy } from './index.ts'
import { vi } from './vi.ts'

export type Language = 'vi' | 'en'

const languages = { vi, en }
const chosen = new AsyncLocalStorage<Language>()

chooseMessagesBy(() => languages[chosen.getStore() ?? 'vi'])

/** Runs `task`, and all it waits for, with `m` speaking `language`. */
export function inLanguage<T>(language: Language, task: () => T): T {
  return chosen.run(language, task)
}
