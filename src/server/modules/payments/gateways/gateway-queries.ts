import type { Selectable } from 'kysely'
import type { Tx } from '#server/platform/database/database.ts'
import type { PaymentsGateway } from '#server/platform/schema.gen.ts'
import type { Gateway } from './port.ts'

export interface GatewayRow extends Selectable<PaymentsGateway> {
  kind: Gateway['kind']
}

export async function listGateways(tx: Tx<'payments'>): Promise<GatewayRow[]> {
  return tx
    .selectFrom('payments.gateway')
    .selectAll()
    .$narrowType<{ kind: Gateway['kind'] }>()
    .orderBy('name')
    .execute()
}

export async function findGateway(tx: Tx<'payments'>, id: string): Promise<GatewayRow | undefined> {
  return tx
    .selectFrom('payments.gateway')
    .selectAll()
    .$narrowType<{ kind: Gateway['kind'] }>()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False where there is one of this name. */
export async function insertGateway(tx: Tx<'payments'>, gateway: GatewayRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('payments.gateway')
    .values(gateway)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateGateway(
  tx: Tx<'payments'>,
  id: string,
  changed: Partial<Pick<GatewayRow, 'name' | 'baseUrl' | 'merchant' | 'accountId' | 'isActive'>>,
): Promise<void> {
  await tx.updateTable('payments.gateway').set(changed).where('id', '=', id).execute()
}
