import type { Budget } from '#server/crafts/reading-budget.ts'
import { fileUnreadable, macrosRefused, unpacksTooLarge } from './refusals.ts'

const maxListing = 1024 * 1024
const contentTypes = '[content_types].xml'
/** What a relationship, an instruction or a formula costs beside its bytes. */
const elementSteps = 60
/** What parts are by the lists of types and of relationships, whatever their names: programs, and what is fetched or run. */
const runningTypes = /vbaProject|macroEnabled|activeX|macrosheet|dialogsheet|oleObject|\/package"/i
/** Relationships to something that runs, brings a text of another kind, or fetches when the file is opened. */
const runningRelations =
  /\/(?:frame|subDocument|externalLink\w*|aFChunk|control\w*|extensibility|connections|queryTable|mailMerge\w*|recipientData)$/i
/** A place on the writer's own disk, which is not found elsewhere; with a server's name behind the dashes it is fetched. */
const ownDisk = /^file:\/\/\/[a-z]:/i
/** Instructions of fields that start programs or import (ECMA-376-1, 17.16.5); QUOTE spells them by numbers. */
const runningFields = /^(?:DDE(?:AUTO)?|LINK|IMPORT|INCLUDETEXT|DATABASE|MACROBUTTON|QUOTE|EMBED|CONTROL)\b/i
/** Functions that ask another program or another place. */
const runningFunctions = /\b(?:WEBSERVICE|DDE|RTD|CALL|EXEC|REGISTER(?:\.ID)?|IMAGE)\s{0,40}\(/i

/** Whether a part of an office file is XML, and so looked into. */
export function isOfficeText(name: string): boolean {
  return /\.(?:xml|rels|vml)$/i.test(name)
}

/**
 * Refuses a part of an office file that runs or fetches something when the file is opened, or whose text could be read
 * otherwise than here. Each byte is looked at a fixed number of times.
 */
export function checkOfficeText(name: string, bytes: Buffer, budget: Budget): void {
  const part = name.toLowerCase()
  const isListing = part === contentTypes || part.endsWith('.rels')
  if (isListing && bytes.length > maxListing) throw unpacksTooLarge()
  const text = readXml(bytes)
  // Entities grow without end, and name other files; offices write none.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw macrosRefused()
  if (part.startsWith('customxml/') && !isListing) return
  // Offices write no remarks and no letter as a number here: that parts a word, or hides it.
  if (/<!|<\?(?!xml\s)/i.test(text)) throw macrosRefused()
  if (isListing) checkListing(text, budget)
  else if (part.startsWith('xl/')) checkFormulas(text, budget)
  else checkFields(text, budget)
}

/** The text of a part in the encodings every office reads; the zero bytes of UTF-16 are dropped. */
function readXml(bytes: Buffer): string {
  const text = bytes.toString('latin1').replaceAll('\0', '')
  const start = /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?\s{0,100}</.test(text)
  const encoding = /^[^<]*<\?xml\s[^<>]*?encoding\s*=\s*["']([\w.-]{0,40})/i.exec(text.slice(0, 1000))?.[1]
  if (!start || !/^(?:utf-?(?:8|16)|us-ascii)$/i.test(encoding ?? 'utf-8')) {
    throw fileUnreadable({ kind: 'office' })
  }
  return text
}

function checkListing(text: string, budget: Budget): void {
  if (/&#/.test(text) || runningTypes.test(text)) throw macrosRefused()
  for (const element of text.split(/<(?:[\w.-]{1,40}:)?Relationship(?=[\s/>])/).slice(1)) {
    budget.step(elementSteps + element.length)
    checkRelation(element)
  }
}

function checkRelation(element: string): void {
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of element.matchAll(/([\w:.-]{1,40})\s{0,40}=\s{0,40}["']([^"']*)/g)) {
    // Of two targets readers take either.
    if (name.includes(':') || attributes.has(name)) throw macrosRefused()
    attributes.set(name, value)
  }
  const [type = '', target = ''] = [attributes.get('Type'), attributes.get('Target')]
  if (runningRelations.test(type)) throw macrosRefused()
  const isElsewhere = attributes.get('TargetMode') === 'External' || /\/attachedTemplate$/i.test(type)
  if (isElsewhere && !/\/hyperlink$/i.test(type) && !ownDisk.test(target)) throw macrosRefused()
}

/** The instructions of a text's fields, each put together from its pieces. */
function checkFields(text: string, budget: Budget): void {
  const pieces: string[] = []
  for (const { 0: all, 1: name, 2: attributes = '', 3: content = '', index } of text.matchAll(
    /<(?:[\w.-]{1,40}:)?(fldChar|fldSimple|instrText|delInstrText)(?=[\s/>])([^<>]*)>([^<]*)/g,
  )) {
    budget.step(elementSteps)
    if (name === 'fldChar') pieces.push('\n')
    else if (name === 'fldSimple') {
      const [, ...values] = `${attributes}>${content}`.split(/[\s:]instr\s{0,40}=\s{0,40}["']/)
      pieces.push('\n', values.join('\n'), '\n')
    } else {
      pieces.push(content)
      // An element inside would part a word.
      if (!attributes.endsWith('/') && !text.startsWith('</', index + all.length)) throw macrosRefused()
    }
  }
  for (const instruction of pieces.join('').split('\n')) {
    if (instruction.includes('&#') || runningFields.test(instruction.trimStart())) throw macrosRefused()
  }
}

function checkFormulas(text: string, budget: Budget): void {
  for (const [, source = ''] of text.matchAll(
    /<(?:[\w.-]{1,40}:)?(?:f|formula\d?|definedName|calculatedColumnFormula)(?=[\s/>])[^<>]*>([^<]*)/g,
  )) {
    budget.step(elementSteps)
    const formula = source.replaceAll('&quot;', '"').replaceAll('&apos;', "'")
    // Between a program and what it is asked stands a bar, which only quoted names and texts hold else.
    const isRunning =
      formula.includes('&#') ||
      runningFunctions.test(formula) ||
      formula.replace(/"[^"]*"|'[^']*'/g, '').includes('|')
    if (isRunning) throw macrosRefused()
  }
}
