import { type Cookies, redirect } from '@sveltejs/kit'
import type { Handle } from '@sveltejs/kit/hooks'
import { inLanguage } from '#shared/messages/request-language.server.ts'
import { provinceWords } from '#shared/province-words.ts'
import { nameFields } from '../fields/named-message.ts'

/** How a reader likes to read, kept in cookies that say nothing about who they are. */
export interface Preferences {
  language: 'vi' | 'en'
  type: 'usual' | 'large'
  theme: 'light' | 'dark'
}

const choices: Record<string, readonly string[]> = {
  'ngon-ngu': ['vi', 'en'],
  chu: ['thuong', 'to'],
  nen: ['sang', 'toi'],
}
/** For the words of pages with an application, within quotes. */
const wordsInPage = JSON.stringify(provinceWords).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
const aYear = 60 * 60 * 24 * 365

export function readPreferences(cookies: Cookies): Preferences {
  return {
    language: cookies.get('ngon-ngu') === 'en' ? 'en' : 'vi',
    type: cookies.get('chu') === 'to' ? 'large' : 'usual',
    theme: cookies.get('nen') === 'toi' ? 'dark' : 'light',
  }
}

/**
 * Answers in the reader's language, size of type and light. A link such as `?chu=to` remembers the choice
 * and leads back to the same page, so that choosing needs no script.
 */
export const handlePreferences: Handle = ({ event, resolve }) => {
  if (event.request.method === 'GET') rememberChoice(event.url, event.cookies)

  const { language, type, theme } = readPreferences(event.cookies)
  const attributes = [`lang="${language}"`, `data-province="${wordsInPage}"`]
  if (type === 'large') attributes.push('data-type="large"')
  if (theme === 'dark') attributes.push('data-theme="dark"')

  return inLanguage(language, () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        nameFields(html.replace('<html lang="vi">', `<html ${attributes.join(' ')}>`)),
    }),
  )
}

function rememberChoice(url: URL, cookies: Cookies): void {
  const kept = new URLSearchParams(url.searchParams)
  let hasChosen = false
  for (const [name, values] of Object.entries(choices)) {
    const value = url.searchParams.get(name)
    if (value === null || !values.includes(value)) continue
    cookies.set(name, value, { path: '/', maxAge: aYear, sameSite: 'lax', secure: url.protocol === 'https:' })
    kept.delete(name)
    hasChosen = true
  }
  if (hasChosen) redirect(303, kept.size > 0 ? `${url.pathname}?${kept}` : url.pathname)
}
