import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { provinceCalled, provinceWords } from './src/shared/province-words.ts'

/** One list of dark colours: an officer chooses it, a citizen's phone does. Inside a question about the phone no choice is asked for. */
const chosenByPhone = {
  postcssPlugin: 'chosen-by-phone',
  AtRule: {
    media(query: {
      params: string
      walkRules: (selector: string, visit: (rule: { selector: string }) => void) => void
    }) {
      if (!query.params.includes('prefers-color-scheme: dark')) return
      query.walkRules(':root[data-theme="dark"]', (rule) => {
        rule.selector = ':root'
      })
    },
  },
}

/** The page for when nothing else can be made is a file, with the province's name and whom to call written in beforehand. */
function writeErrorPage(): string {
  const path = '.svelte-kit/error.html'
  const words = {
    called: provinceCalled,
    hotline: provinceWords.hotline,
    hotlineDigits: provinceWords.hotline.replaceAll(' ', ''),
  }
  const page = Object.entries(words).reduce(
    (html, [key, text]) => html.replaceAll(`{{${key}}}`, text),
    readFileSync('src/error.html', 'utf8'),
  )
  mkdirSync('.svelte-kit', { recursive: true })
  writeFileSync(path, page)
  return path
}

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      files: { errorTemplate: writeErrorPage() },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit's own announcer for screen readers hides itself by this one style attribute.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  css: { postcss: { plugins: [chosenByPhone] } },
  build: { target: 'es2020' },
  // The scripts of pages without an application, each bundled whole: `#ui/scripts/….ts?worker&url` is its address.
  worker: { format: 'es' },
  // The server's modules run as they stand, so that the built pages and web.ts share one copy of each; and of what both
  // import: a refusal is told by its class, and the interface's words know the language of the request.
  environments: { ssr: { build: { rolldownOptions: { external: [/^#server\//, /^#shared\//] } } } },
})
