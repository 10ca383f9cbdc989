/** Whether pages are valid HTML, as they come from the server and as a script has left them. */
import { createHash } from 'node:crypto'
import type { BrowserContext } from '@playwright/test'
import { HtmlValidate, type ResolvedConfig, StaticConfigLoader } from 'html-validate'

/** Its own resolves them anew for each page, which takes as long as reading a short one. */
class RulesOnce extends StaticConfigLoader {
  #resolved?: ResolvedConfig | Promise<ResolvedConfig>

  override getConfigFor(handle: string): ResolvedConfig | Promise<ResolvedConfig> {
    this.#resolved ??= super.getConfigFor(handle)
    return this.#resolved
  }
}

const validator = new HtmlValidate(
  new RulesOnce({
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
      // A text with articles and tables is written in no native element.
      'prefer-native-element': ['error', { exclude: ['textbox'] }],
      // How markup is written is the compiler's affair: it says the same to every browser.
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
    },
  }),
)

const mistakes = new Map<string, string>()

export interface Validity {
  listen(context: BrowserContext): void
  /** Every mistake of the pages met so far, once each, with a place where it was seen; they are then forgotten. */
  takeMistakes(): Promise<string[]>
}

export function openValidity(): Validity {
  const reading = new Set<Promise<void>>()
  return {
    async takeMistakes() {
      await Promise.all(reading)
      const taken = [...mistakes].map(([mistake, path]) => `${path}: ${mistake}`)
      mistakes.clear()
      return taken
    },
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
            for (const mistake of await mistakesIn(html)) {
              mistakes.set(mistake, new URL(response.url()).pathname)
            }
          })
          .finally(() => reading.delete(task))
        reading.add(task)
      })
    },
  }
}

/** Reads a page as it stands now; the test that looks at it fails for its mistakes. */
export async function readPage(html: string, name: string): Promise<void> {
  for (const mistake of await mistakesIn(html)) mistakes.set(mistake, name)
}

const judged = new Map<string, Promise<string[]>>()

/** The same markup comes many times, at another width or to somebody else: it is judged once, whatever stands for one answer only. */
function mistakesIn(html: string): Promise<string[]> {
  const markup = createHash('sha256')
    .update(html.replaceAll(/ nonce="[^"]*"/g, ''))
    .digest('base64')
  const known = judged.get(markup) ?? judge(html)
  judged.set(markup, known)
  return known
}

/** The rule and what it says, for every breach. */
async function judge(html: string): Promise<string[]> {
  // An empty comment by which the pages' script finds its place again; every browser reads it as one.
  const { results } = await validator.validateString(html.replaceAll('<!>', '<!---->'))
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector ?? 'the page'}`),
  )
}
