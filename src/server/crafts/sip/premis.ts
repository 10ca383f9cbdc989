/** PREMIS 3.0 (https://www.loc.gov/standards/premis/v3): of each file its digest, size and kind, what happened to it, and that it was handed over. */
import { element, inNamespace, writeXml, type XmlElement } from '#server/crafts/xml/element.ts'
import { dataFolder, type Package, type PackedEvent, type PackedFile } from './model.ts'

const premis = 'http://www.loc.gov/premis/v3'
const instance = 'http://www.w3.org/2001/XMLSchema-instance'

export function writePremis(of: Package): string {
  const root = element(
    'premis',
    [
      ...of.files.map((file) => object(of, file)),
      ...(of.events ?? []).map((one, at) => happened(of, one, at)),
      event(of),
      organisation(of),
      software(of),
    ],
    { version: '3.0', 'xmlns:xsi': instance },
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(inNamespace(premis, root))}\n`
}

function object(of: Package, file: PackedFile): XmlElement {
  return element(
    'object',
    [
      identifier('objectIdentifier', `${of.id}/${file.name}`),
      element('objectCharacteristics', [
        element('compositionLevel', '0'),
        element('fixity', [
          element('messageDigestAlgorithm', 'SHA-256'),
          element('messageDigest', file.sha256),
        ]),
        element('size', String(file.size)),
        element('format', [element('formatDesignation', [element('formatName', file.mediaType)])]),
      ]),
      element('originalName', file.originalName),
      element('storage', [
        element('contentLocation', [
          element('contentLocationType', 'relative path'),
          element('contentLocationValue', `${dataFolder}/${file.name}`),
        ]),
      ]),
    ],
    { 'xsi:type': 'file' },
  )
}

function happened(of: Package, { type, at, detail, files }: PackedEvent, index: number): XmlElement {
  return element('event', [
    identifier('eventIdentifier', `${of.id}/event-${index + 1}`),
    element('eventType', type),
    element('eventDateTime', at),
    element('eventDetailInformation', [element('eventDetail', detail)]),
    ...files.map((name) => linked('linkingObjectIdentifier', `${of.id}/${name}`)),
  ])
}

function event(of: Package): XmlElement {
  return element('event', [
    identifier('eventIdentifier', `${of.id}/packed`),
    element('eventType', 'information package creation'),
    element('eventDateTime', of.createdAt),
    element('eventOutcomeInformation', [element('eventOutcome', 'success')]),
    linked('linkingAgentIdentifier', of.agency.id),
    linked('linkingAgentIdentifier', of.madeBy),
    ...of.files.map((file) => linked('linkingObjectIdentifier', `${of.id}/${file.name}`)),
  ])
}

function organisation({ agency }: Package): XmlElement {
  return element('agent', [
    identifier('agentIdentifier', agency.id),
    element('agentName', agency.name),
    element('agentType', 'organization'),
  ])
}

function software({ madeBy }: Package): XmlElement {
  return element('agent', [
    identifier('agentIdentifier', madeBy),
    element('agentName', madeBy),
    element('agentType', 'software'),
  ])
}

function identifier(name: string, value: string): XmlElement {
  return element(name, [element(`${name}Type`, 'local'), element(`${name}Value`, value)])
}

const linked = identifier
