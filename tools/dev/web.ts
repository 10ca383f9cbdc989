/**
 * The web process for working on it, in the place of `src/server/web.ts`: pages and the modules they call come through
 * Vite, so that a change of either is there at the next request, and open pages load themselves anew.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Plugin, type ViteDevServer } from 'vite'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const host = process.env.HOST ?? '127.0.0.1'
const port = Number(process.env.PORT ?? 3000)

/** Most pages of citizens have no script: Vite's own, which listens for changes, is added to whatever is a page. */
function listenForChanges(response: ServerResponse): void {
  const script = '<script type="module" src="/@vite/client"></script>'
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse
  const write = response.write.bind(response) as (...rest: unknown[]) => boolean
  const add = (chunk: unknown) =>
    isPage(response) && (typeof chunk === 'string' || chunk instanceof Uint8Array)
      ? Buffer.from(
          Buffer.from(chunk as Uint8Array)
            .toString('latin1')
            .replace('</head>', `${script}</head>`),
          'latin1',
        )
      : chunk
  Object.assign(response, {
    write: (chunk: unknown, ...rest: unknown[]) => {
      if (!response.headersSent && isPage(response)) response.removeHeader('content-length')
      return write(add(chunk), ...rest)
    },
    end: (chunk: unknown, ...rest: unknown[]) => {
      if (!response.headersSent && isPage(response)) response.removeHeader('content-length')
      return end(add(chunk), ...rest)
    },
  })
}

function isPage(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/html')
}

function development(): Plugin {
  return {
    name: 'nhip-development',
    configureServer(server) {
      let provider: Promise<Handler> | undefined
      let payments: Promise<Handler> | undefined
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/vneid-thu')) {
          provider ??= openDemoIdentityProvider(server)
          provider.then((answer) => answer(request, response), next)
          return
        }
        if (request.url?.startsWith('/thu/')) {
          payments ??= openDemoPayments(server)
          payments.then((answer) => answer(request, response), next)
          return
        }
        listenForChanges(response)
        next()
      })
    },
    hotUpdate({ file, modules, server }) {
      // What the browser holds itself, Vite exchanges itself; what only the server knows shows when the page comes anew.
      const isHeld = (server.environments.client?.moduleGraph.getModulesByFile(file)?.size ?? 0) > 0
      if (this.environment.name === 'ssr' && modules.length > 0 && !isHeld)
        server.environments.client?.hot.send({ type: 'full-reload' })
    },
  }
}

async function openDemoIdentityProvider(server: ViteDevServer): Promise<Handler> {
  const module = await server.ssrLoadModule('/src/server/demo-identity-provider/index.ts')
  return module.openDemoIdentityProvider()
}

async function openDemoPayments(server: ViteDevServer): Promise<Handler> {
  const module = await server.ssrLoadModule('/src/server/demo-payments/index.ts')
  return module.openDemoPayments()
}

const vite = await createServer({
  plugins: [development()],
  server: { host, port, strictPort: true },
  // The start has said what there is to say.
  clearScreen: false,
  logLevel: 'warn',
})
await vite.listen()
const { joinInstallation } = await vite.ssrLoadModule('/src/server/platform/installation.ts')
const { conditions } = await vite.ssrLoadModule('/src/server/conditions.ts')
joinInstallation('web', conditions)
process.send?.('ready')

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0))
process.once('disconnect', () => process.exit(0))
