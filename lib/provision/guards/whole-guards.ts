import type { Question } from '../dialect'
import type { Guard } from '../user-plan'
import type { Rule } from './guard-rule'
import { nameRule, nameTaken, noSuchUser, otherCase, otherHost, reserved } from './name-guards'
import { heldByOthers, master, ownUser, proxySecret } from './people-guards'
import { newOwner, ownedObjects } from './removal-guards'
import { iamNotLoaded, kerberos, readOnly, signInRole } from './server-guards'

/** The hardest first: only the first is shown under a step. */
const RULES: Rule[] = [
  reserved,
  ownUser,
  master,
  heldByOthers,
  readOnly,
  iamNotLoaded,
  noSuchUser,
  nameRule,
  nameTaken,
  otherCase,
  otherHost,
  kerberos,
  signInRole,
  proxySecret,
  ownedObjects,
  newOwner,
]

export const guardsOfWhole = (question: Question): Guard[] => RULES.flatMap(rule => rule(question) ?? [])
