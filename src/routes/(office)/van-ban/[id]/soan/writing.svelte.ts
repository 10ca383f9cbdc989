/** What the page of a draft does while it is open: writing, proposing, saving, drawing, following what others do. */
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { ReadDocx } from '#server/crafts/docx/read-docx.ts'
import type { DraftText } from '#server/modules/documents/index.ts'
import type { Body } from '#shared/document/body.ts'
import { m } from '#shared/messages/index.ts'
import { type Answer, askServer } from '#ui/editor/ask-server.ts'
import { bodyOf, goToBlock, openEditor, replaceBody, replaceOneBlock } from '#ui/editor/editor.ts'
import type { Pasted } from '#ui/editor/paste.ts'
import { Saver, type SaveState } from '#ui/editor/saver.ts'
import { followEvents } from '#ui/follow-events.ts'
import { invalidateAll } from '$app/navigation'
import type { PageData } from './$types'
import { Drawing } from './drawing.svelte.ts'
import { fillHead, type Head, headOf, isSameText, textOf } from './head.ts'
import { proposalOf } from './proposal-of.ts'

type Mode = 'read' | 'write' | 'propose'
type Tab = 'text' | 'page' | 'head' | 'said'

const words = m.documents.edit
const beatMs = 30_000

export class Writing {
  readonly #data: () => PageData
  mode = $state<Mode>('read')
  tab = $state<Tab>('text')
  head: Head = $state() as Head
  body = $state.raw<Body>() as Body
  /** People mentioned who work nowhere here any more. */
  left = $state<string[]>([])
  until = $state('')
  saving = $state<SaveState>({ is: 'never' })
  message = $state('')
  pasted = $state<Pasted>()
  /** From when the editor is open. */
  drawing = $state.raw<Drawing>()
  view = $state.raw<EditorView>()
  editing = $state.raw<EditorState>()
  /** What an earlier page could not save. */
  stored = $state.raw<DraftText>()
  #taking: Promise<void> | undefined
  #saver: Saver<DraftText> | undefined

  constructor(data: () => PageData) {
    this.#data = data
    this.head = headOf(data().draft.text)
    this.body = data().draft.text.body
    this.left = data().left
  }

  get address(): string {
    return `/van-ban/${this.#data().id}/soan`
  }
  readonly pictureAddress = (sha256: string): string => `${this.address}/anh/${sha256}`

  get #door(): string {
    return `${this.address}/viec`
  }
  #text = (): DraftText =>
    textOf($state.snapshot(this.head) as Head, this.view ? bodyOf(this.view) : this.body)

  async #ask<Told>(wanted: object, options = {}): Promise<Answer<Told>> {
    const answer = await askServer<Told>(this.#door, wanted, options)
    this.message = answer.ok ? '' : answer.message || words.saved.offline
    return answer
  }

  /** Something was typed, in the text or around it. */
  readonly changed = (): void => {
    if (this.view) this.body = bodyOf(this.view)
    this.drawing?.changed()
    if (this.mode === 'write') this.#saver?.changed()
  }

  /** Opens the editor in the page; returns what closes it. */
  open(place: HTMLElement, mentioned: () => void): () => void {
    const view = openEditor(place, {
      body: this.body,
      label: words.text,
      isEditable: () => this.mode !== 'read',
      pictureAddress: this.pictureAddress,
      changed: (isText) => {
        this.editing = view.state
        if (isText) this.changed()
      },
      pasted: (outcome) => (this.pasted = outcome),
      mentioned,
    })
    this.view = view
    this.editing = view.state
    const drawing = new Drawing(this.#door, this.#text)
    this.drawing = drawing
    if (this.#data().draft.writer?.isMine) void this.takeTurn()
    const beat = setInterval(() => void this.#beat(), beatMs)
    const follow = () => void invalidateAll().then(this.showAnew).then(this.#showLate)
    const stopFollowing = followEvents(`${this.address}/dong`, {
      event: 'changed',
      take: follow,
      reopened: follow,
      lost() {},
      refused: () => (this.message = words.saved.signedOut),
    })
    return () => {
      clearInterval(beat)
      stopFollowing()
      drawing.stop()
      this.#saver?.stop()
      view.destroy()
    }
  }

  async #beat(): Promise<void> {
    if (this.mode !== 'write') return
    const answer = await askServer<{ until: string }>(this.#door, { do: 'take' })
    if (answer.ok) this.until = answer.told.until
    else if (answer.code === 'documents.others_turn')
      this.saving = { is: 'lost', message: words.turn.lost(this.#data().draft.writer?.name ?? '') }
  }

  /** The text as the server has it, while one only reads. */
  readonly showAnew = (): void => {
    const { draft, left } = this.#data()
    if (this.mode !== 'read' || !this.view) return
    this.head = headOf(draft.text)
    this.left = left
    if (JSON.stringify(bodyOf(this.view)) !== JSON.stringify(draft.text.body))
      replaceBody(this.view, draft.text.body)
  }

  /** What an earlier page could not save has arrived after all, while nothing was written here yet: it is the text now. */
  readonly #showLate = (): void => {
    const { draft } = this.#data()
    if (this.mode !== 'write' || !this.#saver || this.isUnsaved || !this.stored) return
    if (draft.revision === this.#saver.revision || !isSameText(this.stored, draft.text)) return
    this.#saver.goOn(draft.revision)
    this.restore()
  }

  #switch(mode: Mode): void {
    this.mode = mode
    // Asks the view anew whether it may be written in.
    this.view?.setProps({})
    if (mode === 'read') return
    this.tab = 'text'
    this.view?.focus()
  }

  /** Once at a time: the page asks by itself for whoever had the turn, and a second asking must not outlive their giving it up. */
  readonly takeTurn = (): Promise<void> => {
    if (this.mode === 'write') return Promise.resolve()
    this.#taking ??= this.#take().finally(() => {
      this.#taking = undefined
    })
    return this.#taking
  }

  async #take(): Promise<void> {
    const answer = await this.#ask<{ until: string }>({ do: 'take' })
    if (!answer.ok) return
    await invalidateAll()
    this.showAnew()
    this.until = answer.told.until
    this.saving = { is: 'never' }
    const { id, officerId, draft } = this.#data()
    this.#saver = new Saver<DraftText>({
      address: this.#door,
      storeKey: `soan ${officerId} ${id}`,
      revision: draft.revision,
      text: this.#text,
      isSame: isSameText,
      newest: async () => {
        await invalidateAll()
        return this.#data().draft
      },
      told: (state) => (this.saving = state),
      saved: ({ until, left }) => {
        this.until = until
        this.left = left
      },
    })
    const stored = this.#saver.stored()?.text
    if (stored && isSameText(stored, draft.text)) this.#saver.forget()
    else this.stored = stored
    this.#switch('write')
  }

  /** Saves, keeps what was written as a version, and lets others write. */
  readonly leaveTurn = async (): Promise<void> => {
    if (!(await this.save())) return
    await this.#ask({ do: 'leave' })
    this.#saver = undefined
    this.#switch('read')
    await invalidateAll()
  }

  readonly save = async (): Promise<boolean> => (this.#saver ? this.#saver.save() : true)

  readonly keep = async (): Promise<void> => {
    if (!(await this.save())) return
    const answer = await this.#ask<{ version: number }>({ do: 'keep' })
    if (answer.ok) this.message = words.saved.kept(answer.told.version)
    await invalidateAll()
  }

  /** A text read from Word in the place of this one. */
  readonly takeWord = ({ body, head }: Pick<ReadDocx, 'body' | 'head'>): void => {
    if (!this.view) return
    fillHead(this.head, head)
    replaceBody(this.view, body)
  }

  readonly restore = (): void => {
    if (!this.stored || !this.view) return
    this.head = headOf(this.stored)
    replaceBody(this.view, this.stored.body)
    this.stored = undefined
  }

  readonly forget = (): void => {
    this.#saver?.forget()
    this.stored = undefined
  }

  readonly copy = (): void => {
    const doc = this.view?.state.doc
    if (doc) void navigator.clipboard.writeText(doc.textBetween(0, doc.content.size, '\n'))
  }

  readonly startProposal = (): void => this.#switch('propose')

  readonly dropProposal = (): void => {
    this.#switch('read')
    this.showAnew()
  }

  async sendProposal(reason: string): Promise<void> {
    const { text, revision } = this.#data().draft
    const proposal = this.view && proposalOf(text.body, bodyOf(this.view))
    if (!proposal) {
      this.message = words.said.nothingProposed
      return
    }
    const answer = await this.#ask({ do: 'propose', revision, reason, text: proposal })
    if (!answer.ok) return
    this.message = words.said.sent
    await invalidateAll()
    this.dropProposal()
  }

  readonly act = async (wanted: object): Promise<boolean> => {
    const { ok } = await this.#ask(wanted)
    if (ok) await invalidateAll()
    return ok
  }

  /** Puts what was chosen of a proposal into the text, says what became of it, and saves. */
  readonly takeOver = async (
    { id, blockId }: { id: string; blockId: string | null },
    chosen: Body,
    outcome: string,
  ): Promise<void> => {
    if (!this.view || !(await this.act({ do: 'decide', id, outcome })) || outcome === 'declined') return
    const [block] = chosen.content
    if (blockId && block) replaceOneBlock(this.view, block)
    else replaceBody(this.view, chosen)
    await this.save()
  }

  readonly goTo = (id: string): void => {
    this.tab = 'text'
    if (this.view) goToBlock(this.view, id)
  }

  /** Something stands here that the server has not. */
  get isUnsaved(): boolean {
    return this.mode === 'write' && (this.#saver?.isUnsaved ?? false)
  }

  /** The page goes: what is saved becomes a version, and others may write; what is not stays in the browser, and is offered again. */
  readonly leaving = (): void => {
    if (this.mode !== 'write') return
    if (this.isUnsaved) this.#saver?.stop()
    else void askServer(this.#door, { do: 'leave' }, { keepalive: true })
  }

  /** Another tab or program is looked at: a good moment to save. */
  readonly hidden = (): void => {
    if (document.visibilityState === 'hidden' && this.isUnsaved) void this.save()
  }
}
