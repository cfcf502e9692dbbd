import { AWS_MANAGED } from '@/lib/simulator/world/aws-managed-policies'
import type { WorldBuilder } from '@/lib/simulator/world/builder'
import { ID } from '@/lib/simulator/world/cast-ids'
import { connect, connectArn, denyConnect, policy } from '@/lib/simulator/world/statements'

/** The one long-lived key that tests sign with: user/jonas.lindqvist, an administrator. */
export const ADMINISTRATOR_KEY = {
  id: 'AKIAQ3XNVT5R2KJ7BZLW',
  secret: 'h7Qm2xVn5RJ3HBTLWYC6DZEPA/k4M2X+sim0001',
}

/** user/ana: reads little, changes nothing. */
export const DEVELOPER_KEY = {
  id: 'AKIAQ4YPXU6S3LK2CZMX',
  secret: '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',
}

/** Of user/jonas.lindqvist's virtual MFA device. */
export const ADMINISTRATOR_MFA_SECRET = 'NBSWY3DPEBUG63TBOMQGYYLSMUQHG2LN'

export function addUsers(builder: WorldBuilder): void {
  addGroups(builder)
  builder.user('jonas.lindqvist', {
    groups: ['administrators'],
    accessKeys: [ADMINISTRATOR_KEY],
    mfaSecret: ADMINISTRATOR_MFA_SECRET,
    tags: { team: 'platform' },
  })
  builder.user('ana', { groups: ['developers'], accessKeys: [DEVELOPER_KEY], tags: { team: 'checkout' } })
  builder.user('bo', { groups: ['developers', 'leavers'], tags: { team: 'checkout' } })
  builder.user('metabase', {
    path: '/service/',
    groups: ['analysts'],
    accessKeys: [{ id: 'AKIAQ5ZQYV7T4ML3DNAY', secret: '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' }],
  })
  builder.user('ci-legacy', {
    path: '/service/',
    inline: {
      'nightly-import': policy(
        connect('Billing', connectArn(ID.billingProd, 'billing_rw')),
        connect('Orders', connectArn(ID.ordersProd, 'app_readonly')),
      ),
    },
    accessKeys: [
      { id: 'AKIAQ6ARZW2U5NM4EPBZ', secret: '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' },
      { id: 'AKIAQ7BSAX3V6PN5FQCA', secret: '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', active: false },
    ],
  })
}

function addGroups(builder: WorldBuilder): void {
  builder.group('administrators', { attached: [AWS_MANAGED.administrator] })
  builder.policy('own-dev-user', [
    policy(connect('OwnUser', connectArn(ID.ordersProd, `dev_\${aws:username}`))),
  ])
  builder.group('developers', {
    attached: ['own-dev-user', AWS_MANAGED.rdsReadOnly],
    inline: {
      // Written under the old language: its variable is literal text and matches nobody.
      'own-dev-user-2009': {
        Version: '2008-10-17',
        Statement: [connect('OldLanguage', connectArn(ID.inventoryStaging, `dev_\${aws:username}`))],
      },
    },
  })
  builder.group('analysts', {
    inline: {
      'analyst-users': policy(
        connect('Reports', [connectArn(ID.ordersProd, 'reporting'), connectArn(ID.analyticsDw, 'bi_reader')]),
      ),
    },
  })
  builder.group('leavers', { inline: { 'no-databases': policy(denyConnect('Leaving', '*')) } })
}
