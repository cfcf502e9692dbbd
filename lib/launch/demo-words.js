/** Whose account a demo plays, in two lines: what GATEHOUSE_DEMO tells the dashboard to show. */
export const DEMO_WORDS = {
  small: [
    'Larkspur, a shop that does not exist. This is its account for production: 15 targets in three Regions, 55 users and roles, and every mistake we know of.',
    'You hold what its database team holds: issue tokens, switch IAM authentication, change policies, make database users.',
  ],
  laptop: [
    'Larkspur, a shop that does not exist. This is its account for production: 15 targets in three Regions, 56 users and roles, and every mistake we know of.',
    'You hold what somebody on call holds: look at everything, and issue tokens, with an MFA code for roles that ask for one.',
  ],
  large: [
    'A company that does not exist, with 300 targets and 5,000 users and roles, as large accounts are.',
    'You hold what its database team holds: issue tokens, switch IAM authentication, change policies, make database users.',
  ],
  empty: [
    'An account in which nothing was made yet: no target, and no role but that of Gatehouse.',
    'You see what Gatehouse says where there is nothing to see.',
  ],
}
