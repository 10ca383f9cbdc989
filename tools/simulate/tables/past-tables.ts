/** The tables a past fills, each with its columns in the order in which its rows are written. */
import { openCopy } from './copy-table.ts'

const moneyTables = [
  'payments.charge',
  'payments."order"',
  'payments.order_item',
  'payments.order_action',
  'payments.transfer',
  'payments.notice',
  'payments.asking',
  'payments.posting',
  'payments.entry',
  'payments.suspense',
  'payments.suspense_action',
  'payments.refund',
  'payments.receipt_series',
  'payments.receipt',
  'payments.receipt_action',
  'payments.receipt_owed',
]

/** Loaded bare: so many rows come that their indexes are better built at the end. The largest first. */
export const largeTables = [
  'platform.event_log',
  'dossiers.dossier',
  'dossiers.action',
  'documents.document',
  'documents.version',
  'documents.action',
  'registry.paper',
  'dossiers.paper',
  'registry.person',
  ...moneyTables,
]

/** What else the documents of the past fill, once the tables above have their indexes again. */
export const paperTables = [
  'documents.route',
  'documents.reader',
  'documents.arrival',
  'documents.incoming',
  'documents.assignment',
  'documents.sending',
]

export type PastTables = ReturnType<typeof openPastTables>

export function openPastTables() {
  return {
    people: openCopy(
      'registry.person',
      'id, id_number, full_name, name_key, born_on, gender, ethnicity, phone, address, unit_code, source',
    ),
    dossiers: openCopy(
      'dossiers.dossier',
      `id, code, request_key, service_code, service_version, applicant_id, applicant_name, filed_by, agency_id, handling_agency_id, unit_code,
       channel, status, step, assignee_id, answers, fee, submitted_at, accept_by, accepted_at, due_at, finished_at, on_time, budget,
       budget_unit, consumed, running_since, paused_since, waits_for, waits_until, supplements, last_seq, result_id, rating, rated_at, extended, search, names_indexed`,
    ),
    actions: openCopy(
      'dossiers.action',
      'dossier_id, seq, kind, actor_kind, actor_id, actor_name, agency_id, data, at',
    ),
    papers: openCopy(
      'dossiers.paper',
      'dossier_id, seq, key, name, sha256, media_type, size, source, action_seq, given_at',
    ),
    documents: openCopy(
      'documents.document',
      `id, dossier_id, agency_id, status, version, last_seq, register, year, number, symbol, check_code, owner_id,
       signed_by, signer_name, confirmed_at, signed_at, issued_at`,
    ),
    texts: openCopy(
      'documents.version',
      'document_id, version, kind, title, subject, content, drafted_by, drafted_at',
    ),
    documentActions: openCopy(
      'documents.action',
      'document_id, seq, kind, actor_kind, actor_id, version, agency_id, register, year, number, data, at',
    ),
    vault: openCopy(
      'registry.paper',
      'id, owner_id, kind, title, number, issuer, issued_on, document_id, dossier_id, held_at',
    ),
    events: openCopy(
      'platform.event_log',
      'id, tx_id, name, subject_id, data, actor_kind, actor_id, agency_id, occurred_at, nonce, mark',
    ),
    seals: openCopy(
      'platform.seal',
      'batch, last_tx, last_id, row_count, rows, root, chain, signature, key_id, sealed_at',
    ),
    dayNumbers: openCopy('dossiers.day_number', 'agency_id, day, last'),
    registers: openCopy('documents.number_series', 'agency_id, register, year, last'),
    charges: openCopy(
      'payments.charge',
      'id, chain, replaces, subject_kind, subject_id, title, agency_id, payer_id, items, amount, due, made_at',
    ),
    orders: openCopy(
      'payments."order"',
      `id, reference, agency_id, account_id, payer_id, created_at, expires_at, state, base, amount, paid, excess, due_back, refunded,
       heir_id, paid_at, last_seq`,
    ),
    orderItems: openCopy('payments.order_item', 'order_id, seq, charge_id, chain, fee, amount'),
    orderActions: openCopy(
      'payments.order_action',
      'order_id, seq, kind, at, actor_kind, actor_id, amount, paid, excess, due_back, refunded, transfer_id, data',
    ),
    transfers: openCopy(
      'payments.transfer',
      `id, gateway, transaction, channel, amount, bin, number, memo, paid_at, payer_account, payer_bank, agency_id, order_id, taken_by,
       arrived_at`,
    ),
    ledgerAccounts: openCopy('payments.ledger_account', 'id, agency_id, kind, sub'),
    postings: openCopy('payments.posting', 'id, kind, order_id, transfer_id, cause, at'),
    entries: openCopy('payments.entry', 'posting_id, ledger_account_id, amount, day'),
    suspense: openCopy(
      'payments.suspense',
      `id, agency_id, kind, amount, order_id, transfer_id, reason, opened_at, state, proposed_by, proposed_for, assigned_to, last_seq,
       ended_at`,
    ),
    suspenseActions: openCopy(
      'payments.suspense_action',
      'suspense_id, seq, kind, at, actor_kind, actor_id, order_id, reason, data',
    ),
    refunds: openCopy(
      'payments.refund',
      `id, agency_id, suspense_id, order_id, transfer_id, amount, reason, way, to_bin, to_number, account_known, asked_by, asked_at,
       approved_by, approved_at, state, evidence, ended_at`,
    ),
    paid: openCopy(
      'indicators.paid_daily',
      'day, agency_id, service_code, unit_code, paid, cashless, amount, cashless_amount, seconds, within_day',
    ),
    receiptSeries: openCopy('payments.receipt_series', 'agency_id, form, series, year, last'),
    receipts: openCopy(
      'payments.receipt',
      `id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at, check_code, is_past`,
    ),
  }
}
