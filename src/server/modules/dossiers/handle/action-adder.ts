/** One route for each action: what is done, for whom, and how its answer says where the dossier stands now. */
import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Actor, Citizen, Officer } from '#server/platform/actor.ts'
import { requireOfficer } from '#server/platform/web/guards.ts'
import { type ApiEnvironment, IdempotencyKey, problems, requestKeyOf } from '#server/platform/web/http.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { DossierCode, DossierState, stateOf } from '../api-shapes.ts'
import { type Dossier, findOwnDossier } from '../read/dossier-queries.ts'
import { getOfficerDossier } from '../read/view-dossier.ts'
import { dossierNotFound } from '../refusals.ts'
import type { ActionKey } from './take-action.ts'

type Only = { security?: Record<string, string[]>[] }

/** What adds the routes of actions to a router. */
export function actionAdder(router: OpenAPIHono<ApiEnvironment>) {
  /** An action that is one work. */
  function add<Body extends z.ZodType, Doer extends Citizen | Officer>(
    path: string,
    summary: string,
    schema: Body,
    guard: (actor: Actor) => Doer,
    /** A refusal it returns is told after what was noted of it is stored; one it throws leaves nothing. */
    act: (work: Work, doer: Doer, id: string, input: z.output<Body>, key: ActionKey) => Promise<unknown>,
    only: Only = {},
  ): void {
    addRoute(path, summary, schema, only, (actor, code, input, key) => {
      const doer = guard(actor)
      return perform(doer, async (work) => {
        const { id } = await getFor(work, doer, code)
        const refused = await act(work, doer, id, input, key)
        return refused instanceof Refusal ? refused : getFor(work, doer, code)
      })
    })
  }

  /** An officer's action of several works, between which something slow is done. */
  function addOutside<Body extends z.ZodType>(
    path: string,
    summary: string,
    schema: Body,
    act: (officer: Officer, id: string, input: z.output<Body>, key: ActionKey) => Promise<unknown>,
    only: Only,
  ): void {
    addRoute(path, summary, schema, only, async (actor, code, input, key) => {
      const officer = requireOfficer(actor)
      const find = () => perform(officer, (work) => getFor(work, officer, code))
      await act(officer, (await find()).id, input, key)
      return find()
    })
  }

  function addRoute<Body extends z.ZodType>(
    path: string,
    summary: string,
    schema: Body,
    only: Only,
    act: (actor: Actor, code: string, input: z.output<Body>, key: ActionKey) => Promise<Dossier | Refusal>,
  ): void {
    const route = createRoute({
      method: 'post',
      path: `/dossiers/{code}/${path}`,
      operationId: path.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      tags: ['Dossiers'],
      summary,
      ...only,
      request: {
        params: DossierCode,
        headers: IdempotencyKey,
        body: { required: true, content: { 'application/json': { schema } } },
      },
      responses: {
        200: {
          description: 'Done; a repeated request changes nothing again',
          content: { 'application/json': { schema: DossierState } },
        },
        ...problems(403, 404, 409, 415),
      },
    })
    router.openapi(route, async (c) => {
      const { code } = c.req.param() as { code: string }
      const input = c.req.valid('json' as never) as z.output<Body>
      const after = await act(c.var.actor, code, input, requestKeyOf(c, path))
      if (after instanceof Refusal) throw after
      return c.json(stateOf(after), 200)
    })
  }

  return { add, addOutside }
}

/** The dossier as this person may see it; one handed on to another agency stays visible to the one that received it. */
async function getFor(work: Work, doer: Citizen | Officer, code: string): Promise<Dossier> {
  if (doer.kind === 'officer') return getOfficerDossier(work, doer, code)
  const dossier = await findOwnDossier(work.tx, doer.id, code)
  if (!dossier) throw dossierNotFound()
  return dossier
}
