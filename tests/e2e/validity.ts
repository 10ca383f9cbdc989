/** Whether pages are valid HTML, as they come from the server and as a script has left them. */
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import type { BrowserContext } from 'playwright-core'

const judge = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // Boxes of one question share its name, as HTML means them to.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
      // A title names the page's own dossier or service in full.
      'long-title': 'off',
      // A wall without script reads itself anew; nobody types there.
      'meta-refresh': 'off',
      // A button without a type sends its form, an input without one takes text: what is meant.
      'no-implicit-button-type': 'off',
      'no-implicit-input-type': 'off',
      // HTML allows dots, and codes of dossiers and refusals have them.
      'valid-id': ['error', { relaxed: true }],
      // How markup is written is the compiler's affair: it says the same to every browser.
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
    },
  }),
)

/** What is wrong on pages, each mistake once, with a place where it was seen. */
const mistakes = new Map<string, string>()

export interface Validity {
  mistakes: Map<string, string>
  /** How many pages were read. */
  pages: number
  /** Resolves when every page met so far has been read. */
  settled(): Promise<unknown>
}

export function openValidity(): Validity & { listen(context: BrowserContext): void } {
  const reading = new Set<Promise<void>>()
  const validity = {
    mistakes,
    pages: 0,
    settled: () => Promise.all(reading),
    listen(context: BrowserContext) {
      context.on('response', (response) => {
        const isPage =
          /text\/html/.test(response.headers()['content-type'] ?? '') && response.status() !== 204
        if (!isPage || (response.status() >= 300 && response.status() < 400)) return
        const task = response
          .text()
          // A page left before it was whole has no text.
          .catch(() => undefined)
          .then(async (html) => {
            if (html === undefined) return
            validity.pages += 1
            for (const mistake of await mistakesIn(html)) {
              mistakes.set(mistake, new URL(response.url()).pathname)
            }
          })
          .finally(() => reading.delete(task))
        reading.add(task)
      })
    },
  }
  return validity
}

/** Reads a page as it stands now, for the test that names all mistakes at the end. */
export async function readPage(html: string, name: string): Promise<void> {
  for (const mistake of await mistakesIn(html)) mistakes.set(mistake, name)
}

/** The rule and what it says, for every breach. */
async function mistakesIn(html: string): Promise<string[]> {
  // An empty comment by which the pages' script finds its place again; every browser reads it as one.
  const { results } = await judge.validateString(html.replaceAll('<!>', '<!---->'))
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector ?? 'the page'}`),
  )
}
