import 'server-only'
import { digestOf } from '@/lib/access/model/digest'
import type { UserPlan } from '@/lib/provision/user-plan'

export const digestOfPlans = (plans: readonly UserPlan[]) => digestOf(plans.map(({ digest }) => digest))
